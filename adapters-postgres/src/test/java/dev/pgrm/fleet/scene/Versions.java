package dev.pgrm.fleet.scene;

import dev.pgrm.devkit.postgres.PostgresVersion;
import java.util.Arrays;
import java.util.stream.Stream;

/** Of which versions the two ends of a scene are. */
public record Versions(PostgresVersion source, PostgresVersion target) {
    private static final int FURTHEST = PostgresVersion.V18.major() - PostgresVersion.V14.major();

    /** Every pair: for what is seen at both ends and put together, the map and the lag. */
    public static Stream<Versions> pairs() {
        return Arrays.stream(PostgresVersion.values())
                .flatMap(source -> Arrays.stream(PostgresVersion.values()).map(target -> new Versions(source, target)));
    }

    /**
     * Each version with itself and with the next, and the oldest and the newest both ways: for failures, each of which shows at one
     * end. So every version is seen at both ends, and every upgrade by one version.
     */
    static Stream<Versions> upgrades() {
        return pairs().filter(pair -> pair.ahead() == 0 || pair.ahead() == 1 || Math.abs(pair.ahead()) == FURTHEST);
    }

    /** The oldest and the newest, each with itself. */
    public static Stream<Versions> ends() {
        return Stream.of(PostgresVersion.V14, PostgresVersion.V18).map(version -> new Versions(version, version));
    }

    /** The oldest and the newest, each as the source of the other. */
    public static Stream<Versions> across() {
        return pairs().filter(pair -> Math.abs(pair.ahead()) == FURTHEST);
    }

    /** Each version with itself, and the oldest and the newest both ways. */
    public static Stream<Versions> alikeAndAcross() {
        return pairs().filter(pair -> pair.ahead() == 0 || Math.abs(pair.ahead()) == FURTHEST);
    }

    /** Where a sample of kills is enough one way. */
    public boolean forth() {
        return ahead() > 0;
    }

    private int ahead() {
        return target.major() - source.major();
    }

    public boolean bothFrom(PostgresVersion version) {
        return source.compareTo(version) >= 0 && target.compareTo(version) >= 0;
    }

    @Override
    public String toString() {
        return source + " to " + target;
    }
}
