package dev.pgrm.domain.observation;

/**
 * A bound that the server was started with, and how much of it is in use.
 *
 * @param setting by which it is raised
 */
public record Limit(String setting, int used, int most) {
    public int free() {
        return Math.max(0, most - used);
    }
}
