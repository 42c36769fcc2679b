package dev.pgrm.devkit.postgres;

/** The major versions that pgrm manages in full. */
public enum PostgresVersion {
    V14(14),
    V15(15),
    V16(16),
    V17(17),
    V18(18);

    private final int major;

    PostgresVersion(int major) {
        this.major = major;
    }

    public int major() {
        return major;
    }

    public boolean atLeast(PostgresVersion other) {
        return compareTo(other) >= 0;
    }

    @Override
    public String toString() {
        return Integer.toString(major);
    }
}
