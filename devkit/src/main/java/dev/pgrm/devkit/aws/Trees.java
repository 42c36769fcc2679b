package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/** The trees that services answer with; an Instant stays an Instant until a protocol writes it in its own way. */
final class Trees {
    static final ObjectMapper JSON = new ObjectMapper().registerModule(instants());
    static final ObjectMapper CBOR = CBORMapper.builder().addModule(instants()).build();
    private static final int CBOR_EPOCH_TAG = 1;

    private Trees() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(Collection<T> items, Function<T, ? extends JsonNode> toNode) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(toNode.apply(item)));
        return array;
    }

    static ArrayNode texts(Collection<String> items) {
        return array(items, JsonNodeFactory.instance::textNode);
    }

    static JsonNode parse(ObjectMapper mapper, byte[] body) {
        try {
            return body.length == 0 ? object() : mapper.readTree(body);
        } catch (IOException malformed) {
            throw AwsError.badRequest("SerializationException", "The request body cannot be read.");
        }
    }

    static byte[] bytes(ObjectMapper mapper, ObjectNode tree) {
        try {
            return mapper.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static SimpleModule instants() {
        return new SimpleModule().addSerializer(Instant.class, new EpochSeconds());
    }

    private static final class EpochSeconds extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1;

        EpochSeconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (out instanceof CBORGenerator cbor) {
                cbor.writeTag(CBOR_EPOCH_TAG);
            }
            out.writeNumber(time.toEpochMilli() / 1000.0);
        }
    }
}
