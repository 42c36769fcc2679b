package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#across")
class SkipTransactionTest extends SkipTransactionClaims {
    /** Some: where it was told, and the end. */
    @Override
    IntStream kills(int last) {
        return IntStream.of(2, 3, last);
    }
}
