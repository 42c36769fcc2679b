package dev.pgrm.fleet.stream;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.fleet.scene.Versions;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("versions")
class ResyncTableTest extends ResyncTableClaims {
    static Stream<Versions> versions() {
        return Stream.concat(Versions.across(), Stream.of(new Versions(PostgresVersion.V17, PostgresVersion.V17)));
    }

    /** Some, one way: about where the table leaves, and the end. 17 is here as it treats a missing publication otherwise than 18. */
    @Override
    IntStream writes(int last) {
        return versions.forth() ? IntStream.of(4, last - 5, last) : IntStream.empty();
    }
}
