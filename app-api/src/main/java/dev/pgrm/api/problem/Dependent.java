package dev.pgrm.api.problem;

import dev.pgrm.domain.stream.Stream;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;

/** What depends on something that is not to be removed. */
@Serdeable
record Dependent(String type, UUID id, String name) {
    static Dependent of(Stream stream) {
        return new Dependent("stream", stream.id().value(), stream.name());
    }
}
