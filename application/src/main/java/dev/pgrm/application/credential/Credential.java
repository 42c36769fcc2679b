package dev.pgrm.application.credential;

import java.util.Objects;

/** User and password, for as long as it takes to sign in. Its text form hides the password. */
public final class Credential {
    private final String username;
    private final String password;

    public Credential(String username, String password) {
        this.username = username;
        this.password = password;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credential that && username.equals(that.username) && password.equals(that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(username, password);
    }

    @Override
    public String toString() {
        return username + ":***";
    }
}
