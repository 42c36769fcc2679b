package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.devkit.postgres.PostgresVersion.V16;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static dev.pgrm.domain.stream.StreamError.Side.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgrm.devkit.postgres.SqlFailed;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.stream.Stream.Status;
import org.junit.jupiter.api.Test;

/** Changes that do not fit what they meet on the subscriber. */
abstract class ApplyScenes extends PairScenes {

    @Test
    void a_row_that_is_there_already_is_removed() {
        Feed feed = pair.feed("a_unique")
                .house("insert into $ values (1, 'local')")
                .hub("insert into $ values (1, 'remote')");

        String remedy = feed.remedyOf("unique_violation", TARGET, "a_unique_pkey");

        assertThat(remedy).contains("on house");
        feed.house("delete from $ where id = 1")
                .awaitHouse("select v = 'remote' from $")
                .awaitWell();
    }

    @Test
    void a_row_that_is_there_already_is_skipped_as_advised() {
        Feed feed = pair.feed("a_skip")
                .house("insert into $ values (1, 'local')")
                .hub("insert into $ values (1, 'remote')");

        feed.heed(feed.remedyOf("unique_violation", TARGET, "a_skip_pkey"));

        feed.hub("insert into $ values (2, 'later')")
                .awaitHouse("select string_agg(v, ' ' order by id) = 'local later' from $")
                .awaitWell();
    }

    @Test
    void rows_that_are_missing_are_reported_though_nothing_stops() {
        from(V18);
        Feed feed = pair.feed("a_missing")
                .hub("insert into $ values (1, 'x'), (2, 'x')")
                .awaitHouse("select count(*) = 2 from $")
                .house("delete from $")
                .hub("update $ set v = 'y' where id = 1", "delete from $ where id = 2");

        Finding told = feed.awaitFinding("conflict_row_missing");

        assertThat(told.message()).contains("house").contains("public.a_missing");
        assertThat(feed.stream().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_table_that_the_subscriber_lacks() {
        Feed feed = pair.feed("a_table")
                .hub(
                        "create table $_more (id int primary key)",
                        "alter publication $ add table $_more",
                        "insert into $_more values (1)");

        String remedy = feed.remedyOf("missing_relation", TARGET, "public.a_table_more");

        feed.house("create table $_more (id int primary key)")
                .heed(remedy)
                .awaitHouse("select count(*) = 1 from $_more")
                .awaitWell();
    }

    @Test
    void a_table_that_nobody_subscribed_to_yet() {
        Feed feed = pair.feed("a_drift")
                .house("create table $_more (id int primary key)")
                .hub("create table $_more (id int primary key)", "alter publication $ add table $_more");

        Finding told = feed.awaitFinding("tables_not_subscribed");

        assertThat(told.severity()).isEqualTo(Severity.WARNING);
        feed.heed(told.remedy()).awaitFlowing().awaitWell();

        feed.hub("alter publication $ drop table $_more");
        told = feed.awaitFinding("tables_not_published");
        assertThat(told.severity()).isEqualTo(Severity.NOTE);
        feed.heed(told.remedy()).awaitWell();
    }

    @Test
    void a_column_that_the_subscriber_lacks() {
        Feed feed = pair.feed("a_column").hub("alter table $ add extra int", "insert into $ values (1, 'x', 2)");

        String remedy = feed.remedyOf("missing_column", TARGET, "public.a_column", "extra");

        assertThat(remedy).contains("\"extra\"").contains("house");
        feed.house("alter table $ add extra int")
                .awaitHouse("select count(*) = 1 from $")
                .awaitWell();
    }

    @Test
    void a_column_that_only_the_subscriber_has_and_that_wants_a_value() {
        Feed feed =
                pair.feed("a_null").house("alter table $ add must int not null").hub("insert into $ values (1, 'x')");

        String remedy = feed.remedyOf("not_null_violation", TARGET, "must");

        if (versions.bothFrom(V15)) {
            feed.heedFirst(remedy);
        } else {
            feed.house("alter table $ alter must drop not null");
        }
        feed.awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    @Test
    void a_value_of_another_type() {
        Feed feed = pair.feed("a_type")
                .house("alter table $ alter v type int using null")
                .hub("insert into $ values (1, 'abc')");

        String remedy = feed.remedyOf("value_mismatch", TARGET, "abc", "public.a_type");

        assertThat(remedy).contains("column v").contains("house").contains("hub");
        feed.house("alter table $ alter v type text")
                .awaitHouse("select count(*) = 1 from $")
                .awaitWell();
    }

    @Test
    void a_key_that_the_publisher_does_not_send() {
        Feed feed = pair.feed("a_key")
                .house("alter table $ drop constraint $_pkey, add primary key (v)")
                .hub("insert into $ values (1, 'a')", "update $ set v = 'b'");

        String remedy = feed.remedyOf("identity_mismatch", TARGET, "public.a_key");

        assertThat(remedy).contains("public.a_key").contains("primary key");
        feed.house("alter table $ drop constraint $_pkey, add primary key (id)")
                .awaitHouse("select v = 'b' from $")
                .awaitWell();
    }

    @Test
    void a_published_table_whose_rows_cannot_be_told_apart() {
        Feed feed =
                pair.feed("a_identity").hub("insert into $ values (1, 'x')").awaitHouse("select count(*) = 1 from $");
        assertThat(pair.findings("hub")).extracting(Finding::code).doesNotContain("identity_missing");
        feed.hub("alter table $ drop constraint $_pkey").thoroughly();

        Finding told = pair.awaitFinding("hub", "identity_missing");
        assertThat(told.message()).contains("public.a_identity").contains("publication a_identity");

        assertThatThrownBy(() -> feed.hub("update $ set v = 'y'")).isInstanceOf(SqlFailed.class);
        Finding refused = pair.awaitFinding("hub", "writes_refused");
        assertThat(refused.severity()).isEqualTo(Severity.CRITICAL);
        feed.hub(Advice.in(told.remedy(), "hub").getFirst().sql(), "update $ set v = 'y'")
                .awaitHouse("select v = 'y' from $")
                .thoroughly()
                .awaitWell();
        pair.awaitGone("hub", "identity_missing");
    }

    @Test
    void row_security_that_keeps_the_worker_out() {
        from(V15);
        Feed feed = pair.feed("a_rls")
                .house(ownedBy("actor_rls"))
                .house(
                        "grant all on $ to actor_rls",
                        "alter table $ owner to actor_rls",
                        "alter table $ enable row level security",
                        "alter table $ force row level security")
                .hub("insert into $ values (1, 'x')");

        feed.heed(feed.remedyOf("row_security", TARGET, "actor_rls"));

        feed.awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    @Test
    void an_owner_who_may_not_act_as_the_owner_of_the_table() {
        from(V16);
        Feed feed = pair.feed("a_role")
                .house(
                        "create role actor_table",
                        "grant all on schema public to actor_table",
                        "alter table $ owner to actor_table")
                .house(ownedBy("actor_role"))
                .hub("insert into $ values (1, 'x')");

        feed.heed(feed.remedyOf("set_role_denied", TARGET, "actor_role", "actor_table"));

        feed.awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    @Test
    void an_owner_who_may_not_write_the_table() {
        from(V16);
        Feed feed = pair.feed("a_owner", "copy_data = false, run_as_owner = true")
                .house(ownedBy("actor_owner"))
                .hub("insert into $ values (1, 'x')");

        feed.heed(feed.remedyOf("permission_denied", TARGET, "a_owner"));

        feed.awaitHouse("select count(*) = 1 from $").awaitWell();
    }

    /** A subscription can be given away only to a superuser before 16. */
    private static String[] ownedBy(String role) {
        return new String[] {
            "create role " + role + " superuser login password 'x'",
            "alter subscription $ owner to " + role,
            "alter role " + role + " nosuperuser"
        };
    }
}
