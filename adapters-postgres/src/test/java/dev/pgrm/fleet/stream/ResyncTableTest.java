package dev.pgrm.fleet.stream;

import dev.pgrm.devkit.postgres.PostgresVersion;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@ParameterizedClass
@EnumSource(names = {"V14", "V17", "V18"})
class ResyncTableTest extends ResyncTableClaims {
    /** Some: about where the table leaves, and the end. 17 is here as it treats a missing publication otherwise than 18. */
    @Override
    IntStream writes(int last) {
        return version == PostgresVersion.V17 ? IntStream.empty() : IntStream.of(4, last - 5, last);
    }
}
