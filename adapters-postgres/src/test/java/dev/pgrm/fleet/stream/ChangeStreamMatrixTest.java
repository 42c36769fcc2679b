package dev.pgrm.fleet.stream;

import dev.pgrm.devkit.postgres.PostgresVersion;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("matrix")
@ParameterizedClass
@EnumSource(PostgresVersion.class)
class ChangeStreamMatrixTest extends ChangeStreamClaims {
    @Override
    IntStream kills(int first, int last) {
        return IntStream.rangeClosed(first, last);
    }
}
