package dev.pgrm.application.credential;

/** The written form of a secret, wherever it is kept. */
public interface SecretForm {
    /**
     * Reads it. What is wrong with it is told without quoting it.
     *
     * @param where it was found, for people
     */
    SecretReading read(String where, String text);
}
