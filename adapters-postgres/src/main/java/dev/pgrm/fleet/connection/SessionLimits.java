package dev.pgrm.fleet.connection;

/**
 * How many sessions of ours there may be.
 *
 * @param perDatabase on one registered database, over all workers
 * @param total of this worker, over all databases
 */
public record SessionLimits(int perDatabase, int total) {
    public static final SessionLimits USUAL = new SessionLimits(3, 2_000);

    public SessionLimits {
        if (perDatabase < 1 || perDatabase > 10 || total < 1) {
            throw new IllegalArgumentException("Between 1 and 10 sessions on each database, and at least one in all");
        }
    }
}
