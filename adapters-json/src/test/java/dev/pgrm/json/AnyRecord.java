package dev.pgrm.json;

import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of any record, filled by its components' types, so that a component added later is written and read in the tests too. */
final class AnyRecord {
    private final Random random;

    AnyRecord(long seed) {
        random = new Random(seed);
    }

    <T> T of(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return 1 + random.nextInt(65535);
        }
        if (type == long.class || type == Long.class) {
            return random.nextLong();
        }
        if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return text();
        }
        if (type == UUID.class) {
            return new UUID(random.nextLong(), random.nextLong());
        }
        if (type == Instant.class) {
            return Instant.EPOCH.plusNanos(random.nextLong(0, 1L << 51) * 1000);
        }
        if (type == Duration.class) {
            return Duration.ofNanos(random.nextLong());
        }
        if (type == Oid.class) {
            return new Oid(random.nextLong(1L << 32));
        }
        if (type == PgVersion.class) {
            return new PgVersion(140000 + random.nextInt(50000));
        }
        if (type == SlotName.class) {
            return new SlotName("slot_" + random.nextInt(1000));
        }
        if (type == PublicationName.class) {
            return new PublicationName(text());
        }
        if (type == SubscriptionName.class) {
            return new SubscriptionName(text());
        }
        if (type.isEnum()) {
            return oneOf(type.getEnumConstants());
        }
        if (type.isSealed()) {
            return value(oneOf(type.getPermittedSubclasses()));
        }
        return filled(type);
    }

    private Object filled(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            return type.getConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(Arrays.stream(components)
                            .map(component -> value(component.getAnnotatedType()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No way to fill " + type, e);
        }
    }

    private @Nullable Object value(AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        if (!(type instanceof AnnotatedParameterizedType generic)) {
            return value((Class<?>) type.getType());
        }
        AnnotatedType[] of = generic.getAnnotatedActualTypeArguments();
        String container = ((ParameterizedType) type.getType()).getRawType().getTypeName();
        return switch (container) {
            case "java.util.List" -> values(of[0]).toList();
            case "java.util.Set" -> setOf(values(of[0]).toList());
            case "java.util.Map" -> mapOf(values(of[0]).toList(), of[1]);
            default -> throw new IllegalStateException("No way to fill " + container);
        };
    }

    private Stream<Object> values(AnnotatedType of) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(ignored -> Objects.requireNonNull(value(of)));
    }

    private static Set<Object> setOf(List<Object> values) {
        return new LinkedHashSet<>(values);
    }

    private Map<Object, Object> mapOf(List<Object> keys, AnnotatedType of) {
        var map = new LinkedHashMap<Object, Object>();
        keys.forEach(key -> map.put(key, Objects.requireNonNull(value(of))));
        return map;
    }

    private String text() {
        return oneOf("orders", "Straße 7", "a \"quoted\" name", "line\nbreak", "日本", "{}") + random.nextInt(100);
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
