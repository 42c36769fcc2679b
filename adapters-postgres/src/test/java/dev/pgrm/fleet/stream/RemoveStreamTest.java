package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#across")
class RemoveStreamTest extends RemoveStreamClaims {
    /** Some: around the step from which there is no way back. */
    @Override
    IntStream kills(int last) {
        return IntStream.of(4, 8, 10, 11, last).filter(write -> write <= last);
    }
}
