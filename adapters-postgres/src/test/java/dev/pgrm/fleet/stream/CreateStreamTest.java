package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#across")
class CreateStreamTest extends CreateStreamClaims {
    /** Some: the start of the slot's step and what follows it, and each third; fewer on the way back. */
    @Override
    IntStream kills(int last) {
        return versions.forth() ? IntStream.of(2, 5, 7, 8, last) : IntStream.of(7);
    }
}
