package dev.pgrm.devkit.postgres;

/** Prints without its password. */
public record Credentials(String user, String password) {
    @Override
    public String toString() {
        return user;
    }
}
