package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#ends")
class ChangeStreamTest extends ChangeStreamClaims {
    /** The ends of steps: what was done and is not written down. */
    @Override
    IntStream kills(int first, int last) {
        return first == 1 ? IntStream.of(4, 8, 12) : IntStream.of(15, 16, 18);
    }
}
