package dev.pgrm.domain.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.log.LogEntry.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not connect: host=h user=u password=hunter2 dbname=d",
                "could not connect: password = 'hunter2'",
                "could not connect: password='it''s hunter2 and more' host=h",
                "could not connect: password='it\\'s hunter2 and more' host=h",
                "could not connect: PASSWORD=hunter2",
                "could not connect: sslpassword=hunter2",
                "could not connect: password='hunter2",
                "postgresql://user:hunter2@db-1/shop",
                "postgres://user:hun@ter2hunter2@db-1/shop?sslmode=require",
                "postgres://db-1/shop?user=u&password=hunter2&sslmode=require",
                "missing \"=\" after \"hunter2\" in connection info string",
                "invalid connection option \"hunter2\"",
                "invalid integer value in URI query parameter: \"hunter2\"",
                "create subscription s connection 'host=h hunter2' publication p",
                "ALTER\n ROLE u WITH PASSWORD 'hunter2'",
                "alter user u encrypted password 'hunter2'",
                "syntax error: create user u in group hunter2",
                "SCRAM-SHA-256$4096:hunter2",
                "Failing row contains (1, hunter2, (x)).",
                "Key (id)=(1); existing local row (1, hunter2); remote row (1, hunter2).",
                "COPY t, line 500: \"1\thunter2\""
            })
    void hides_what_must_not_leave(String text) {
        LogEntry redacted = Redaction.of(entry(text, null));

        assertThat(redacted.message()).doesNotContain("hunter2").contains("***");
        assertThat(redacted.detail()).doesNotContain("hunter2");
        assertThat(redacted.context()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password authentication failed for user \"repl\"",
                "duplicate key value violates unique constraint \"t_pkey\"",
                "Key (id)=(1) already exists.",
                "could not connect to the publisher: connection to server at \"h\", port 5432 failed",
                "permission denied to create subscription",
                "invalid input syntax for type integer: \"abc\"",
                "COPY t, line 500",
                "processing remote data for replication origin \"pg_16392\" during message type \"INSERT\""
            })
    void leaves_what_helps(String text) {
        assertThat(Redaction.of(entry(text, null)).message()).isEqualTo(text);
    }

    @Test
    void keeps_statements_of_replication_alone() {
        assertThat(Redaction.of(entry("x", "START_REPLICATION SLOT \"s\" LOGICAL 0/0"))
                        .statement())
                .isNotNull();
        assertThat(Redaction.of(entry("x", "select 'hunter2'")).statement()).isNull();
    }

    @Test
    void what_is_very_long_is_cut() {
        assertThat(Redaction.of(entry("x".repeat(1_000_000), null)).message()).hasSizeLessThan(5_000);
    }

    @Test
    void what_is_cut_ends_with_a_whole_character() {
        String cut =
                Redaction.of(entry("x".repeat(3_999) + "😀".repeat(100), null)).message();

        assertThat(cut.chars().anyMatch(c -> Character.isSurrogate((char) c))).isFalse();
    }

    @Test
    void a_secret_of_any_length_is_hidden() {
        assertThat(Redaction.of(entry("could not connect: password='" + "hunter2 ".repeat(20_000) + "'", null))
                        .message())
                .doesNotContain("hunter2");
    }

    private static LogEntry entry(String text, @Nullable String statement) {
        return new LogEntry(
                Instant.EPOCH, Severity.ERROR, null, text, text, null, text, statement, 1, null, null, null);
    }
}
