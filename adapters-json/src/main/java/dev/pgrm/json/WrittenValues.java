package dev.pgrm.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.TlsAuthorities;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.StreamId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values that are one word or one number. A system identifier is a word, since it may exceed what other readers take for a number. */
final class WrittenValues extends SimpleModule {
    private static final long serialVersionUID = 1L;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    WrittenValues() {
        word(ServerId.class, ServerId::toString, ServerId::parse);
        word(StreamId.class, StreamId::toString, StreamId::parse);
        word(DatabaseId.class, DatabaseId::toString, DatabaseId::parse);
        word(SystemIdentifier.class, SystemIdentifier::toString, SystemIdentifier::parse);
        word(Lsn.class, Lsn::toString, Lsn::parse);
        word(SlotName.class, SlotName::value, SlotName::new);
        word(PublicationName.class, PublicationName::value, PublicationName::new);
        word(SubscriptionName.class, SubscriptionName::value, SubscriptionName::new);
        word(CredentialReference.class, CredentialReference::text, CredentialReference::parse);
        value(
                TlsAuthorities.class,
                (authorities, to) -> to.writeString(Objects.requireNonNullElse(authorities.text(), "")),
                from -> TlsAuthorities.parse(nothingIfEmpty(from.getValueAsString(""))));
        word(Instant.class, instant -> instant.truncatedTo(ChronoUnit.MICROS).toString(), Instant::parse);
        value(Oid.class, (oid, to) -> to.writeNumber(oid.value()), from -> new Oid(from.getLongValue()));
        value(PgVersion.class, (pg, to) -> to.writeNumber(pg.number()), from -> new PgVersion(from.getIntValue()));
        value(
                Duration.class,
                (length, to) -> to.writeNumber(seconds(length)),
                from -> duration(from.getDecimalValue()));
    }

    private interface Wording<T> {
        String of(T value);
    }

    private interface Parsing<T> {
        T of(String word);
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator to) throws IOException;
    }

    private interface Reading<T> {
        T read(JsonParser from) throws IOException;
    }

    private <T> void word(Class<T> type, Wording<T> wording, Parsing<T> parsing) {
        value(type, (value, to) -> to.writeString(wording.of(value)), from -> parsing.of(from.getValueAsString("")));
        addKeySerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
                to.writeFieldName(wording.of(value));
            }
        });
        addKeyDeserializer(type, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return parsing.of(key);
            }
        });
    }

    private <T> void value(Class<T> type, Writing<T> writing, Reading<T> reading) {
        addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator to, SerializerProvider provider) throws IOException {
                writing.write(value, to);
            }
        });
        addDeserializer(type, new JsonDeserializer<T>() {
            @Override
            public T deserialize(JsonParser from, DeserializationContext context) throws IOException {
                try {
                    return reading.read(from);
                } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
                    throw context.instantiationException(type, e);
                }
            }
        });
    }

    private static @Nullable String nothingIfEmpty(String word) {
        return word.isEmpty() ? null : word;
    }

    private static BigDecimal seconds(Duration length) {
        BigDecimal exact = BigDecimal.valueOf(length.getSeconds()).add(BigDecimal.valueOf(length.getNano(), 9));
        return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }

    private static Duration duration(BigDecimal seconds) {
        BigDecimal[] parts = seconds.multiply(NANOS).divideAndRemainder(NANOS);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValue());
    }
}
