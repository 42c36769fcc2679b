package dev.pgrm.application.credential;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What it takes to sign in, for as long as that takes. Its text form hides all but the user. */
public final class Credential {
    private final String username;
    private final @Nullable String password;
    private final @Nullable ClientCertificate certificate;

    public Credential(String username, String password) {
        this(username, password, null);
    }

    /** With a certificate a password may be missing. */
    public Credential(String username, @Nullable String password, @Nullable ClientCertificate certificate) {
        if (password == null && certificate == null) {
            throw new IllegalArgumentException("A credential has a password, a certificate or both");
        }
        this.username = username;
        this.password = password;
        this.certificate = certificate;
    }

    public String username() {
        return username;
    }

    public @Nullable String password() {
        return password;
    }

    public @Nullable ClientCertificate certificate() {
        return certificate;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential that
                && username.equals(that.username)
                && Objects.equals(password, that.password)
                && Objects.equals(certificate, that.certificate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, password, certificate);
    }

    @Override
    public String toString() {
        return username + ":***";
    }
}
