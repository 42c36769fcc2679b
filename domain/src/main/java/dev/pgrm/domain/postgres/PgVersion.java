package dev.pgrm.domain.postgres;

/** A server's {@code server_version_num}, such as 170011. */
public record PgVersion(int number) implements Comparable<PgVersion> {
    public PgVersion {
        if (number < 100000) {
            throw new IllegalArgumentException(number + " is older than PostgreSQL 10, which this program cannot read");
        }
    }

    public int major() {
        return number / 10000;
    }

    public boolean atLeast(int major) {
        return major() >= major;
    }

    @Override
    public int compareTo(PgVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return major() + "." + number % 10000;
    }
}
