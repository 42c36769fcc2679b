package dev.pgrm.fleet.scene;

import static dev.pgrm.domain.stream.StreamError.Side.SOURCE;
import static dev.pgrm.domain.stream.StreamError.Side.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.domain.health.Finding;
import org.junit.jupiter.api.Test;

/** Initial copies that never come to their end. */
abstract class CopyScenes extends PairScenes {

    @Test
    void rows_that_are_there_already() {
        Feed feed = pair.planned("c_rows")
                .hub("insert into $ values (1, 'remote')")
                .house("insert into $ values (1, 'local')")
                .subscribed("copy_data = true");

        String remedy = feed.remedyOf("copy_looping", TARGET, "c_rows");

        feed.heed(remedy).awaitFlowing().awaitWell();
        assertThat(feed.atHouse("select v from $")).isEqualTo("remote");
    }

    @Test
    void a_role_that_may_not_read_the_table() {
        Feed feed = pair.planned("c_denied")
                .hub("create role actor_copy login replication password 'copies'")
                .subscribed(pair.way(new Credentials("actor_copy", "copies")), "copy_data = true");

        String remedy = feed.remedyOf("copy_denied", SOURCE, "c_denied");

        assertThat(remedy).contains("SELECT").contains("c_denied");
        feed.hub("grant select on $ to actor_copy").awaitFlowing().awaitWell();
    }

    @Test
    void rows_that_row_level_security_hides() {
        Feed feed = pair.planned("c_hidden")
                .hub(
                        "create role actor_hidden login replication password 'copies'",
                        "grant select on $ to actor_hidden",
                        "insert into $ values (1, 'shown'), (2, 'hidden')",
                        "alter table $ enable row level security",
                        "create policy shown on $ using (id = 1)")
                .subscribed(pair.way(new Credentials("actor_hidden", "copies")), "copy_data = true")
                .awaitHouse("select exists (select from $)")
                .thoroughly();

        Finding told = feed.awaitFinding("copy_row_security");

        assertThat(told.message()).contains("c_hidden");
        assertThat(told.remedy()).contains("bypassrls");
        assertThat(feed.atHouse("select count(*) from $")).isEqualTo("1");
        feed.hub("alter role actor_hidden bypassrls").thoroughly().awaitWell();
    }

    @Test
    void a_column_that_the_subscriber_lacks() {
        Feed feed = pair.planned("c_column")
                .hub("alter table $ add extra int", "insert into $ values (1, 'x', 2)")
                .subscribed("copy_data = true");

        String remedy = feed.remedyOf("copy_failed", TARGET, "public.c_column", "extra");

        assertThat(remedy).contains("begins anew by itself");
        feed.house("alter table $ add extra int").awaitFlowing().awaitWell();
    }

    @Test
    void a_value_that_does_not_fit() {
        Feed feed = pair.planned("c_value")
                .house("alter table $ alter v type int using null")
                .hub("insert into $ values (1, 'abc')")
                .subscribed("copy_data = true");

        assertThat(feed.remedyOf("copy_failed", TARGET, "c_value", "abc")).isNotEmpty();

        feed.house("alter table $ alter v type text").awaitFlowing().awaitWell();
    }

    /** As after a stop of the target's server between two steps of PostgreSQL's own. */
    @Test
    void a_slot_that_is_gone_before_its_copy_has_ended() {
        Feed feed = pair.planned("c_slot")
                .hub("insert into $ values (1, 'x')")
                .subscribed("copy_data = true")
                .awaitFlowing()
                .house("alter subscription $ disable")
                .awaitHouse(
                        "select not exists (select from pg_stat_subscription where subname = '$' and pid is not null)")
                .house(
                        "insert into pg_replication_origin select (select max(cast(roident as int)) + 1 from pg_replication_origin),"
                                + " 'pg_' || oid || '_' || cast('$'::regclass as oid) from pg_subscription where subname = '$'",
                        "update pg_subscription_rel set srsubstate = 'f', srsublsn = null where srrelid = '$'::regclass",
                        "alter subscription $ enable");

        String remedy = feed.remedyOf("copy_slot_missing", TARGET, "c_slot");

        assertThat(remedy).startsWith("Copy the table again");
        feed.hub("alter publication $ drop table $")
                .house("alter subscription $ refresh publication", "truncate $")
                .hub("alter publication $ add table $")
                .house("alter subscription $ refresh publication")
                .awaitFlowing()
                .awaitWell();
        assertThat(feed.atHouse("select v from $")).isEqualTo("x");
    }
}
