package dev.pgrm.domain.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "Feed", "my-slot", "a b", "slöt", "x'; drop", "feed\n"})
    void a_slot_name_outside_PostgreSQLs_rule_is_refused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotName(name));
    }

    /** In a database of another encoding than UTF-8 each may be one byte. */
    @Test
    void names_end_at_63_characters_whatever_their_letters() {
        assertThat(new SlotName("a".repeat(63)).value()).hasSize(63);
        assertThat(new PublicationName("ö".repeat(63)).value()).hasSize(63);
        assertThatIllegalArgumentException().isThrownBy(() -> new SlotName("a".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicationName("ö".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> new SubscriptionName("a".repeat(64)));
    }

    @Test
    void a_slot_that_cannot_be_is_none() {
        assertThat(SlotName.ifAllowed("feed_2")).isEqualTo(new SlotName("feed_2"));
        assertThat(SlotName.ifAllowed("Feed")).isNull();
        assertThat(SlotName.ifAllowed(null)).isNull();
    }

    @Test
    void an_identifier_may_hold_anything_but_NUL() {
        assertThat(new PublicationName("Orders \"of\" 'today'")).hasToString("Orders \"of\" 'today'");
        assertThatIllegalArgumentException().isThrownBy(() -> new SubscriptionName("a\0b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new PublicationName(""));
    }

    @Test
    void object_and_system_identifiers_are_unsigned() {
        assertThat(new Oid(4_294_967_295L)).hasToString("4294967295");
        assertThatIllegalArgumentException().isThrownBy(() -> new Oid(4_294_967_296L));
        assertThatIllegalArgumentException().isThrownBy(() -> new Oid(-1));
        assertThat(SystemIdentifier.parse("18446744073709551615")).hasToString("18446744073709551615");
    }

    @Test
    void a_version_knows_its_parts() {
        assertThat(new PgVersion(170_011)).hasToString("17.11");
        assertThat(new PgVersion(140_000).atLeast(14)).isTrue();
        assertThat(new PgVersion(140_000).atLeast(15)).isFalse();
        assertThat(new PgVersion(180_001)).isGreaterThan(new PgVersion(179_999));
        assertThatIllegalArgumentException().isThrownBy(() -> new PgVersion(90_624));
    }

    @Test
    void an_endpoint_compares_without_regard_to_case() {
        assertThat(new Endpoint("DB-1.Example.com", 5432)).isEqualTo(new Endpoint("db-1.example.COM", 5432));
        assertThat(new Endpoint("2001:DB8::1", 5432)).hasToString("[2001:db8::1]:5432");
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint(" ", 5432));
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("db", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Endpoint("db", 65_536));
    }
}
