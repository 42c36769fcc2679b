package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDraftTest {
    private static TableDraft table(String schema, String name) {
        return new TableDraft(schema, name, null, null);
    }

    @Test
    void everything_but_the_ends_and_what_is_published_has_a_default() {
        CreateStream work = Entering.accepted(Entering.of(Entering.EVERYTHING));

        assertThat(work.publication().name()).hasToString("orders_1_to_dw");
        assertThat(work.publication().allTables()).isTrue();
        assertThat(work.publication().operations()).containsExactlyInAnyOrder(DataChange.values());
        assertThat(work.subscription().name()).hasToString("orders_1_to_dw");
        assertThat(work.subscription().slot()).hasToString("orders_1_to_dw");
        assertThat(work.subscription().copyData()).isTrue();
        assertThat(work.subscription().enabled()).isTrue();
        assertThat(work.subscription().options()).isEqualTo(Options.UNSAID);
        assertThat(work.source())
                .isEqualTo(new End(Entering.source().id(), "Orders-1", new Endpoint("db-1", Endpoint.DEFAULT_PORT)));
        assertThat(work.way()).hasToString("host='db-1' port='5432' dbname='shop' sslmode='prefer'");
    }

    @Test
    void the_name_of_the_stream_is_that_of_its_parts_unless_they_have_their_own() {
        CreateStream named = Entering.accepted(Entering.named("feed"));
        CreateStream own = Entering.accepted(new StreamDraft(
                "feed",
                new PublicationDraft("pub", null, List.of("sales"), null, List.of("insert", "update"), true),
                new SubscriptionDraft(
                        "sub",
                        "held",
                        false,
                        false,
                        "none",
                        true,
                        true,
                        true,
                        "parallel",
                        false,
                        true,
                        WayDraft.UNSAID),
                false));

        assertThat(named.publication().name()).hasToString("feed");
        assertThat(named.subscription().slot()).hasToString("feed");
        assertThat(own.publication().create())
                .isEqualTo("create publication \"pub\" for tables in schema \"sales\""
                        + " with (publish = 'insert, update', publish_via_partition_root = true)");
        assertThat(own.subscription().name()).hasToString("sub");
        assertThat(own.subscription().slot()).hasToString("held");
        assertThat(own.subscription().copyData()).isFalse();
        assertThat(own.subscription().enabled()).isFalse();
        assertThat(own.subscription().options())
                .isEqualTo(new Options("none", true, true, true, Streaming.PARALLEL, false, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "x'; drop table t; --", "Zähler", "два слова", "\"", "a\nb", "日本"})
    void names_may_be_odd_and_stay_within_their_quotes(String name) {
        CreateStream work = Entering.accepted(Entering.named(name));

        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        assertThat(work.publication().create()).isEqualTo("create publication " + quoted + " for all tables");
        assertThat(work.subscription().statements().enable()).isEqualTo("alter subscription " + quoted + " enable");
        assertThat(work.subscription().slot().value()).matches("[a-z0-9_]{1,63}");
    }

    @Test
    void names_end_at_63_bytes() {
        assertThat(Entering.accepted(Entering.named("ä".repeat(31) + "b"))
                        .publication()
                        .name()
                        .value()
                        .getBytes(StandardCharsets.UTF_8))
                .hasSize(63);
        assertThat(Entering.wrong(Entering.named("ä".repeat(32)))).containsExactly("name");
        assertThat(Entering.wrong(Entering.named("a".repeat(64)))).containsExactly("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "\ud800"})
    void names_that_postgresql_cannot_have_are_refused(String name) {
        assertThat(Entering.wrong(Entering.named(name))).containsExactly("name");
        assertThat(Entering.wrong(Entering.of(Entering.tables(table(name, name)))))
                .containsExactly("publication.tables[0].schema", "publication.tables[0].name");
    }

    @Test
    void tables_are_chosen_one_by_one_with_columns_and_condition() {
        CreateStream work = Entering.accepted(Entering.of(Entering.tables(
                new TableDraft(null, "or\"ders", List.of("id", "re\"gion"), "region = 'eu'"), table("s;", "t"))));

        assertThat(work.publication().create())
                .isEqualTo("create publication \"orders_1_to_dw\" for table"
                        + " \"public\".\"or\"\"ders\" (\"id\", \"re\"\"gion\") where (region = 'eu'), \"s;\".\"t\"");
    }

    @Test
    void a_publication_that_is_there_already_is_used_when_it_alone_is_named() {
        CreateStream work = Entering.accepted(Entering.of(new PublicationDraft("there", null, null, null, null, null)));

        assertThat(work.publication().made()).isFalse();
        assertThat(work.publication().name()).hasToString("there");
        assertThat(work.subscription().name()).hasToString("orders_1_to_dw");
        assertThat(Entering.wrong(Entering.of(
                        new PublicationDraft("there", false, List.of(), List.of(), List.of("insert"), true))))
                .containsExactly("publication.operations", "publication.viaPartitionRoot");
    }

    @Test
    void nothing_is_published_that_nobody_asked_for() {
        assertThat(Entering.wrong(Entering.of(PublicationDraft.UNSAID))).containsExactly("publication");
        assertThat(Entering.wrong(Entering.of(
                        new PublicationDraft(null, true, List.of("a"), List.of(table("b", "c")), null, null))))
                .containsExactly("publication.allTables");
    }

    @Test
    void everything_that_is_wrong_is_found_at_once() {
        var draft = new StreamDraft(
                "",
                new PublicationDraft(
                        "a".repeat(64),
                        null,
                        Arrays.asList("s", null, "s"),
                        Arrays.asList(
                                table("a", "b"),
                                null,
                                table("a", "b"),
                                new TableDraft("a", null, List.of("c", "c"), "true) or (true")),
                        List.of("insert", "select"),
                        null),
                new SubscriptionDraft(
                        "\0",
                        "Slot",
                        null,
                        null,
                        "some",
                        null,
                        null,
                        null,
                        "twice",
                        null,
                        null,
                        new WayDraft("http://x", 0, "always", "relative", "~/.pgpass")),
                true);

        assertThat(Entering.wrong(draft, null, null))
                .containsExactlyInAnyOrder(
                        "name",
                        "publication.name",
                        "publication.schemas[1]",
                        "publication.schemas[2]",
                        "publication.tables[1]",
                        "publication.tables[2]",
                        "publication.tables[3].name",
                        "publication.tables[3].columns[1]",
                        "publication.tables[3].columns",
                        "publication.tables[3].where",
                        "publication.operations",
                        "subscription.name",
                        "subscription.slot",
                        "subscription.origin",
                        "subscription.streaming",
                        "subscription.connection.host",
                        "subscription.connection.port",
                        "subscription.connection.sslMode",
                        "subscription.connection.rootCertificate",
                        "subscription.connection.passfile");
    }

    @Test
    void sql_and_another_way_take_an_administrator() {
        var filtered = Entering.of(Entering.tables(new TableDraft(null, "t", null, "true")));

        assertThat(filtered.takesAdministrator()).isTrue();
        assertThat(Entering.by(new WayDraft("db-9", null, null, null, null)).takesAdministrator())
                .isTrue();
        assertThat(Entering.named("feed").takesAdministrator()).isFalse();
    }
}
