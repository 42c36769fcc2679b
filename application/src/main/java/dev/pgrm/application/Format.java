package dev.pgrm.application;

/**
 * A written form, the same wherever it is kept or sent.
 *
 * @param <T> what is written
 */
public interface Format<T> {
    String write(T value);

    /**
     * Reads what {@link #write} wrote, by this version of the program or one next to it.
     *
     * @throws IllegalArgumentException when it cannot be read
     */
    T read(String text);
}
