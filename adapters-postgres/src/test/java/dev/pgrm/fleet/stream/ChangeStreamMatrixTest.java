package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("matrix")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#alikeAndAcross")
class ChangeStreamMatrixTest extends ChangeStreamClaims {
    @Override
    IntStream kills(int first, int last) {
        return IntStream.rangeClosed(first, last);
    }
}
