package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@ParameterizedClass
@EnumSource(names = {"V14", "V18"})
class CreateStreamTest extends CreateStreamClaims {
    /** Some: the start of the slot's step and what follows it, and each third. */
    @Override
    IntStream kills(int last) {
        return IntStream.of(2, 5, 7, 8, last);
    }
}
