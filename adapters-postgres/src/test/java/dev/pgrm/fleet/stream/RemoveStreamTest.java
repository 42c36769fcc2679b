package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@ParameterizedClass
@EnumSource(names = {"V14", "V18"})
class RemoveStreamTest extends RemoveStreamClaims {
    /** Some: around the step from which there is no way back. */
    @Override
    IntStream kills(int last) {
        return IntStream.of(4, 8, 10, 11, last).filter(write -> write <= last);
    }
}
