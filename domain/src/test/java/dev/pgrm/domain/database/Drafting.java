package dev.pgrm.domain.database;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A draft being filled in, field by field. */
final class Drafting {
    private final Map<String, Object> said;

    private Drafting(Map<String, Object> said) {
        this.said = said;
    }

    static Drafting empty() {
        return new Drafting(Map.of());
    }

    /** With what is required, and nothing else. */
    static Drafting minimal() {
        return empty().with("name", "orders")
                .with("host", "db-1")
                .with("database", "orders")
                .with("credentials", "file:orders");
    }

    /** @param value none takes it out */
    Drafting with(String field, @Nullable Object value) {
        var more = new TreeMap<>(said);
        if (value == null) {
            more.remove(field);
        } else {
            more.put(field, value);
        }
        return new Drafting(more);
    }

    DatabaseDraft draft() {
        RecordComponent[] fields = DatabaseDraft.class.getRecordComponents();
        Class<?>[] types = Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return DatabaseDraft.class
                    .getDeclaredConstructor(types)
                    .newInstance(Arrays.stream(fields)
                            .map(field -> said.get(field.getName()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The draft has other components than it declares", e);
        }
    }
}
