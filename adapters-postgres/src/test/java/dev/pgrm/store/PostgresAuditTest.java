package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("servers")
class PostgresAuditTest {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Test
    void keeps_who_did_what_to_what() {
        audit("kept");

        assertThat(STORE.database()
                        .query(
                                "select at = '2026-11-21 10:00:00.123456+00', actor, act, details ->> 'host' from audit_entry"
                                        + " where subject = ?",
                                "kept"))
                .containsExactly(List.of("t", "ada", "database.changed", "db-1 -> \"db-2\""));
    }

    @Test
    void falls_with_the_transaction_around_it() {
        assertThatIllegalStateException()
                .isThrownBy(() -> STORE.get(Transactions.class).within(() -> {
                    audit("fallen");
                    throw new IllegalStateException("the change was refused");
                }));

        assertThat(count("fallen")).isEqualTo("0");
    }

    @Test
    void stands_with_the_transaction_around_it() {
        STORE.get(Transactions.class).within(() -> {
            audit("standing");
            assertThat(count("standing"))
                    .as("seen from outside, before the end")
                    .isEqualTo("0");
            return true;
        });

        assertThat(count("standing")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update audit_entry set actor = 'nobody'", "delete from audit_entry", "truncate audit_entry"})
    void nobody_rewrites_what_was_done(String statement) {
        audit("unchanged");

        assertThatThrownBy(() -> STORE.database().sql(statement)).hasMessageContaining("never changed or removed");
    }

    private static void audit(String subject) {
        STORE.get(Audit.class)
                .record(new AuditEntry(
                        Instant.parse("2026-11-21T10:00:00.123456Z"),
                        "ada",
                        "database.changed",
                        subject,
                        Map.of("host", "db-1 -> \"db-2\"")));
    }

    private static String count(String subject) {
        return STORE.database().value("select count(*) from audit_entry where subject = ?", subject);
    }
}
