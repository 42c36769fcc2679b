package dev.pgrm.api.web;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** In bodies, what is neither true nor false is not taken for either: else every text and number would be one of them. */
@Singleton
final class TrueOrFalse implements Deserializer<Boolean> {
    @Override
    public Boolean deserialize(Decoder decoder, DecoderContext context, Argument<? super Boolean> type)
            throws IOException {
        Object read = decoder.decodeArbitrary();
        if (read instanceof Boolean flag) {
            return flag;
        }
        throw decoder.createDeserializationException("must be true or false", null);
    }

    @Override
    public @Nullable Boolean deserializeNullable(
            Decoder decoder, DecoderContext context, Argument<? super Boolean> type) throws IOException {
        return decoder.decodeNull() ? null : deserialize(decoder, context, type);
    }
}
