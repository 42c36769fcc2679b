package dev.pgrm.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.pgrm.application.Format;
import org.jspecify.annotations.Nullable;

final class JsonFormat<T> implements Format<T> {
    private static final int LONGEST_COMPLAINT = 160;

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final String what;

    JsonFormat(ObjectMapper mapper, Class<T> type, String what) {
        this.reader = mapper.readerFor(type);
        this.writer = mapper.writerFor(type);
        this.what = what;
    }

    private JsonFormat(ObjectReader reader, ObjectWriter writer, String what) {
        this.reader = reader;
        this.writer = writer;
        this.what = what;
    }

    /** One that takes nothing that it does not know. */
    JsonFormat<T> strict() {
        return new JsonFormat<>(reader.with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES), writer, what);
    }

    @Override
    public String write(T value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No written form for this " + what, e);
        }
    }

    @Override
    public T read(String text) {
        @Nullable T value;
        try {
            value = reader.readValue(text);
        } catch (JsonProcessingException e) {
            // Without the cause, whose message may repeat the whole text.
            throw unreadable(e.getOriginalMessage());
        }
        if (value == null) {
            throw unreadable("it is empty");
        }
        return value;
    }

    private IllegalArgumentException unreadable(String why) {
        String complaint = why.length() > LONGEST_COMPLAINT ? why.substring(0, LONGEST_COMPLAINT) + "..." : why;
        return new IllegalArgumentException("This is no " + what + ": " + complaint);
    }
}
