package dev.pgrm.fleet.stream;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("matrix")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#alikeAndAcross")
class ResyncTableMatrixTest extends ResyncTableClaims {

    @Override
    IntStream writes(int last) {
        return IntStream.rangeClosed(1, last);
    }
}
