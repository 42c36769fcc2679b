package dev.pgrm.application.credential;

import java.util.Objects;

/** What a client shows to prove who it is in TLS, in PEM. Its text form hides the key. */
public final class ClientCertificate {
    private final String chain;
    private final String key;

    /**
     * Both in PEM.
     *
     * @param chain the client's certificate first
     * @param key its private key, unencrypted PKCS #8
     */
    public ClientCertificate(String chain, String key) {
        this.chain = chain;
        this.key = key;
    }

    public String chain() {
        return chain;
    }

    public String key() {
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClientCertificate that && chain.equals(that.chain) && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(chain, key);
    }

    @Override
    public String toString() {
        return "client certificate:***";
    }
}
