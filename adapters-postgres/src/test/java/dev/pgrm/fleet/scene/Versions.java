package dev.pgrm.fleet.scene;

import dev.pgrm.devkit.postgres.PostgresVersion;
import java.util.Arrays;
import java.util.stream.Stream;

/** Of which versions the two ends of a scene are. */
public record Versions(PostgresVersion source, PostgresVersion target) {

    /** Every pair. */
    public static Stream<Versions> pairs() {
        return Arrays.stream(PostgresVersion.values())
                .flatMap(source -> Arrays.stream(PostgresVersion.values()).map(target -> new Versions(source, target)));
    }

    /** The oldest and the newest, each with itself. */
    public static Stream<Versions> ends() {
        return Stream.of(PostgresVersion.V14, PostgresVersion.V18).map(version -> new Versions(version, version));
    }

    public boolean bothFrom(PostgresVersion version) {
        return source.compareTo(version) >= 0 && target.compareTo(version) >= 0;
    }

    @Override
    public String toString() {
        return source + " to " + target;
    }
}
