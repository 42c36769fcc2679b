package dev.pgrm.fleet.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found of the tables of the target. */
abstract class ArrivalClaims extends PairClaims {
    @Test
    void a_missing_table_is_made_by_what_the_finding_says() {
        Wish wish = wish().shop(
                        "create schema \"Odd \"\"schema\"\"\"",
                        "create table \"Odd \"\"schema\"\"\".\"größe\" (id int, \"a b\" numeric(10, 2) not null, primary key (id))")
                .table("Odd \"schema\"", "größe", List.of(), null);

        wish.house(String.valueOf(
                only(wish.check(), "BLOCKER target_table_missing").fixSql()));

        Preflight after = wish.check();
        assertThat(troubles(after)).as(after.toString()).isEmpty();
    }

    @Test
    void columns_that_do_not_fit_are_mended_by_what_the_findings_say() {
        Wish wish = wish().shop("create table t (id int primary key, missing text, wide bigint, made int)")
                .house("create table t (id int primary key, wide int, own int not null,"
                        + " made int generated always as (id * 2) stored)")
                .table("t");
        Preflight before = wish.check();
        assertThat(troubles(before))
                .containsExactlyInAnyOrder(
                        "BLOCKER column_missing",
                        "WARNING column_type_differs",
                        "BLOCKER column_required",
                        "BLOCKER column_generated");

        before.findings().stream()
                .filter(finding -> finding.code().startsWith("column_"))
                .forEach(finding -> wish.house(String.valueOf(finding.fixSql())));
        assertThat(troubles(wish.check())).isEmpty();
    }

    @Test
    void binary_values_need_equal_types() {
        Wish wish = wish().shop("create table t (id int primary key, v bigint)")
                .house("create table t (id int primary key, v int)")
                .table("t")
                .options(new Options(null, null, null, true, null, null, null));

        only(wish.check(), "BLOCKER column_type_differs");
    }

    @Test
    void generated_columns_of_the_source_are_not_sent() {
        Wish wish = wish().both("create table t (id int primary key, twice int generated always as (id * 2) stored)")
                .table("t");

        assertThat(troubles(wish.check())).isEmpty();
    }

    @Test
    void notes_columns_that_number_themselves() {
        Wish wish = wish().both("create table t (id int generated always as identity primary key)")
                .table("t");
        Preflight preflight = wish.check();

        assertThat(troubles(preflight)).isEmpty();
        assertThat(finding(preflight, "column_identity_always").object()).isEqualTo("public.t.id");
    }

    @Test
    void the_target_finds_rows_by_a_key_that_is_sent() {
        Wish wish = wish().shop("create table t (id int primary key, code int)", "create table u (id int primary key)")
                .house("create table t (id int, code int primary key)", "create table u (id int)")
                .table("t")
                .table("u");

        assertThat(troubles(wish.check()))
                .containsExactlyInAnyOrder("BLOCKER target_key_differs", "BLOCKER target_key_missing");
    }

    @Test
    void rows_that_are_there_stand_in_the_way_of_a_copy() {
        Wish wish = wish().both("create table t (id int primary key)")
                .house("insert into t values (1)")
                .table("t");
        String fix =
                String.valueOf(only(wish.check(), "BLOCKER target_not_empty").fixSql());

        wish.house("delete from t");
        assertThat(troubles(wish.check())).as("only dead rows").isEmpty();
        wish.house("insert into t values (1)");
        assertThat(troubles(wish.withoutCopy().check())).isEmpty();
        wish.house(fix);
        assertThat(wish.check().ok()).isTrue();
    }

    @Test
    void rows_without_a_key_are_doubled_by_a_copy() {
        Wish wish = wish().both("create table t (id int)", "alter table t replica identity full")
                .house("insert into t values (1)")
                .table("t");

        only(wish.check(), "WARNING target_not_empty");
    }

    @Test
    void rows_of_partitions_count() {
        Wish wish = wish().both(
                        "create table parted (id int primary key) partition by range (id)",
                        "create table parted_low partition of parted for values from (0) to (10)")
                .house("insert into parted values (1)")
                .table("parted")
                .byRoot();

        assertThat(only(wish.check(), "BLOCKER target_not_empty").object()).isEqualTo("public.parted");
    }

    @Test
    void a_locked_table_keeps_nobody_waiting() throws SQLException {
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        try (var holder = wish.shop().connect()) {
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("lock table t in access exclusive mode");
            }
            assertThat(troubles(wish.check())).isEmpty();
            holder.rollback();
        }
    }

    @Test
    void names_triggers_that_fire_for_what_replication_brings() {
        Wish wish = wish().both("create table t (id int primary key)")
                .house(
                        "create function note() returns trigger language plpgsql as 'begin return new; end'",
                        "create trigger usual before insert on t for each row execute function note()",
                        "create trigger \"Always on\" before insert on t for each row execute function note()",
                        "alter table t enable always trigger \"Always on\"")
                .table("t");

        assertThat(only(wish.check(), "WARNING trigger_fires").message()).contains("Always on");
    }

    @Test
    void only_tables_take_changes_in() {
        Wish wish = wish().shop("create table t (id int primary key)")
                .house("create view t as select 1 as id")
                .table("t");

        only(wish.check(), "BLOCKER target_not_table");
    }
}
