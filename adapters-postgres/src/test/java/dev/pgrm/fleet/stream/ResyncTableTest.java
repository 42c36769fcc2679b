package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#across")
class ResyncTableTest extends ResyncTableClaims {
    /** Some, one way: about where the table leaves, and the end. */
    @Override
    IntStream writes(int last) {
        return versions.forth() ? IntStream.of(4, last - 5, last) : IntStream.empty();
    }
}
