package dev.pgrm.fleet.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found of the tables of the source. */
abstract class PublishingClaims extends PairClaims {
    @Test
    void names_tables_and_schemas_and_columns_that_are_not_there() {
        from(PostgresVersion.V15);
        Preflight preflight = wish().both("create table t (id int primary key)")
                .table("public", "t", List.of("id", "missing"), null)
                .table("nowhere")
                .schemas("nothing")
                .check();

        assertThat(troubles(preflight))
                .containsExactlyInAnyOrder(
                        "BLOCKER source_table_missing",
                        "BLOCKER source_schema_missing",
                        "BLOCKER source_column_missing");
    }

    @Test
    void names_what_cannot_be_published() {
        Preflight preflight = wish().shop(
                        "create view v as select 1 as id",
                        "create materialized view m as select 1 as id",
                        "create unlogged table u (id int primary key)",
                        "create extension postgres_fdw",
                        "create server elsewhere foreign data wrapper postgres_fdw",
                        "create foreign table f (id int) server elsewhere")
                .table("v")
                .table("m")
                .table("u")
                .table("f")
                .check();

        assertThat(preflight.findings())
                .filteredOn(finding -> finding.code().equals("not_publishable"))
                .extracting(Finding::object)
                .containsExactlyInAnyOrder("public.v", "public.m", "public.u", "public.f");
        assertThat(finding(preflight, "unlogged_not_replicated").message()).contains("public.u");
        assertThat(finding(preflight, "materialized_views_not_replicated").message())
                .contains("public.m");
    }

    @Test
    void mends_a_missing_replica_identity_by_what_it_says() {
        Wish wish = wish().both(
                        "create table bare (id int)",
                        "create table indexed (id int not null)",
                        "create unique index only_id on indexed (id)")
                .table("bare")
                .table("indexed");
        Preflight before = wish.check();
        assertThat(troubles(before)).containsExactly("BLOCKER replica_identity_missing");
        before.findings().stream()
                .filter(finding -> finding.code().equals("replica_identity_missing"))
                .forEach(finding -> wish.shop(String.valueOf(finding.fixSql())));

        // The target has to find rows by something, too.
        only(wish.check(), "BLOCKER target_key_missing");
        assertThat(wish.shop()
                        .value("select string_agg(relreplident::text, '' order by relname) from pg_class"
                                + " where relname in ('bare', 'indexed')"))
                .isEqualTo("fi");
    }

    @Test
    void inserts_alone_need_no_replica_identity() {
        Preflight preflight = wish().both("create table bare (id int)")
                .table("bare")
                .publishing(DataChange.INSERT)
                .check();

        assertThat(troubles(preflight)).as(preflight.toString()).isEmpty();
    }

    @Test
    void column_lists_and_filters_must_leave_the_identity_whole() {
        from(PostgresVersion.V15);
        Wish wish = wish().both("create table t (id int primary key, region text, note text default 'region')")
                .table("public", "t", List.of("region"), "note <> 'id' and region = 'eu'");
        Preflight preflight = wish.check();

        assertThat(finding(preflight, "column_list_without_identity").message()).contains("leaves out id");
        assertThat(finding(preflight, "filter_beside_identity").message()).contains("region, note");
    }

    @Test
    void a_partitioned_table_comes_by_its_partitions_or_by_its_root() {
        String[] parted = {
            "create table parted (id int primary key) partition by range (id)",
            "create table parted_low partition of parted for values from (0) to (10)"
        };
        Wish wish = wish().shop(parted)
                .house("create table parted (id int primary key)")
                .table("parted");

        assertThat(troubles(wish.check())).containsExactly("BLOCKER target_table_missing", "WARNING partitions_apart");
        assertThat(troubles(wish.byRoot().check())).isEmpty();
    }

    @Test
    void a_restricted_partitioned_table_needs_its_root() {
        from(PostgresVersion.V15);
        Wish wish = wish().both(
                        "create table parted (id int primary key) partition by range (id)",
                        "create table parted_low partition of parted for values from (0) to (10)")
                .table("public", "parted", List.of(), "id > 3");

        only(wish.check(), "BLOCKER partitions_need_root");
    }

    @Test
    void publishes_what_is_published_already() {
        Wish wish = wish().both("create table t (id int)", "create table other (id int)");
        wish.shop("create publication " + wish.name() + " for table t with (publish = 'insert, update')");

        assertThat(only(wish.check(), "BLOCKER replica_identity_missing").object())
                .isEqualTo("public.t");
    }

    @Test
    void all_tables_are_all_tables() {
        Wish wish = wish().shop("create table t (id int primary key)", "create table u (id int primary key)")
                .everything();

        assertThat(wish.check().findings())
                .filteredOn(finding -> finding.code().equals("target_table_missing"))
                .extracting(Finding::object)
                .containsExactly("public.t", "public.u");
    }

    @Test
    void tells_of_very_many_alike_by_number() {
        Wish wish = wish().shop("do $$ begin for i in 1..2000 loop"
                        + " execute format('create table t%s (id int primary key)', i); end loop; end $$")
                .everything();
        List<Finding> missing = wish.check().findings().stream()
                .filter(finding -> finding.code().equals("target_table_missing"))
                .toList();

        assertThat(missing).hasSize(11);
        assertThat(missing.getLast().object()).isEqualTo("1990 more");
    }

    @Test
    void names_that_are_taken_or_missing() {
        Wish wish = wish().both("create table t (id int primary key)");
        only(wish.check(), "BLOCKER publication_missing");

        wish.shop(
                "create publication " + wish.name(),
                "select pg_create_logical_replication_slot('" + wish.name() + "', 'pgoutput')");
        wish.house("create subscription " + wish.name() + " connection '' publication p with (connect = false)");
        assertThat(troubles(wish.table("t").check()))
                .containsExactlyInAnyOrder(
                        "BLOCKER publication_exists", "BLOCKER slot_exists", "BLOCKER subscription_exists");
        wish.shop("select pg_drop_replication_slot('" + wish.name() + "')");
    }
}
