package dev.pgrm.domain.database;

/** How a connection is protected, and who may vouch for the server where its certificate is verified. */
public record Tls(TlsMode mode, TlsAuthorities authorities) {
    public static Tls of(TlsMode mode) {
        return new Tls(mode, new TlsAuthorities.OfProvider());
    }
}
