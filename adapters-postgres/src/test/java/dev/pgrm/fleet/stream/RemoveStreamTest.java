package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#across")
class RemoveStreamTest extends RemoveStreamClaims {
    /** Some: around the step from which there is no way back; fewer the other way. */
    @Override
    IntStream kills(int last) {
        return (versions.forth() ? IntStream.of(4, 8, 10, 11, last) : IntStream.of(10)).filter(write -> write <= last);
    }
}
