package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Runbook;
import dev.pgrm.domain.operation.Step.StepStatus;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.MissingTable;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.PublicationSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@ParameterizedClass
@EnumSource(names = {"V14", "V18"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
class CreateTablesTest {
    /** What a table looks like from outside, however it was made. */
    private static final String SHAPE = """
            with tables as (
                 select * from pg_class
                  where relkind in ('r', 'p')
                    and relnamespace = (select oid from pg_namespace where nspname = 'Größe; "x"'))
            select concat_ws(' | ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
                             attgenerated, cast(attcollation as regcollation), pg_get_expr(adbin, adrelid))
              from pg_attribute join tables on tables.oid = attrelid
              left join pg_attrdef on adrelid = attrelid and adnum = attnum
             where attnum > 0
            union all
            select concat_ws(' | ', 'constraint', relname, conname, pg_get_constraintdef(pg_constraint.oid))
              from pg_constraint join tables on tables.oid = conrelid where contype <> 'f'
            union all
            select concat_ws(' | ', 'index', pg_get_indexdef(indexrelid))
              from pg_index join tables on tables.oid = indrelid
            union all
            select concat_ws(' | ', 'table', relname, relkind, relreplident, pg_get_expr(relpartbound, oid),
                             pg_get_partkeydef(oid))
              from tables
            order by 1""";

    private static final String SCHEMA = "\"Größe; \"\"x\"\"\"";

    @Parameter
    PostgresVersion version;

    private Workshop shop;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = Workshop.of(version);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    @BeforeEach
    void fill() {
        shop.hub()
                .sql(
                        "create schema " + SCHEMA,
                        "set search_path = " + SCHEMA + ", public",
                        "create table \"odd; name\" (id bigint primary key, \"a \"\"b\"\"\" text collate \"C\" not null"
                                + " default 'it''s', n numeric(10, 2) check (n > 0), twice numeric generated always as (n * 2)"
                                + " stored, k int generated always as identity, at timestamptz default now(), unique (k, n))",
                        "create index \"by; at\" on \"odd; name\" (at desc) where n > 1",
                        "create table whole (a int, b text)",
                        "alter table whole replica identity full",
                        "create table ref (id int primary key, odd bigint references \"odd; name\")",
                        "create table part (at date not null, v int, primary key (at, v)) partition by range (at)",
                        "create index on part (v)",
                        "create table part_1 partition of part for values from ('2026-01-01') to ('2026-02-01')",
                        "create table part_2 partition of part for values from ('2026-02-01') to ('2026-03-01')"
                                + " partition by list (v)",
                        "create table part_2_1 partition of part_2 for values in (1, 2)",
                        "insert into \"odd; name\" (id, n) values (1, 1), (2, 2)",
                        "insert into part values ('2026-01-05', 1), ('2026-02-05', 2)",
                        "reset search_path");
    }

    @AfterEach
    void empty() {
        Stream.of(shop.hub(), shop.house())
                .forEach(server ->
                        server.sql("drop schema if exists " + SCHEMA + " cascade", "drop type if exists mood"));
    }

    private CreateStream wish(boolean root, String... tables) {
        String name = shop.table();
        CreateStream plain = shop.stream(name);
        return new CreateStream(
                        plain.source(),
                        plain.target(),
                        plain.way(),
                        new PublicationSpec(
                                plain.publication().name(),
                                false,
                                List.of(),
                                Stream.of(tables)
                                        .map(table -> new PublicationSpec.Table(
                                                new TableName("Größe; \"x\"", table), List.of(), null))
                                        .toList(),
                                Set.of(),
                                root),
                        plain.subscription())
                .creatingTables();
    }

    private CreateStream all() {
        return wish(false, "odd; name", "whole", "ref", "part");
    }

    private static List<String> shape(PostgresServer server) {
        return server.query(SHAPE).stream()
                .map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    @Test
    void makes_tables_that_are_like_those_of_the_source() {
        CreateStream wish = all();
        Preflight preflight = shop.checked(wish);
        assertThat(preflight.findings())
                .filteredOn(finding -> finding.code().equals("target_table_missing"))
                .extracting(finding -> finding.severity())
                .containsOnly(Preflight.Severity.NOTE);
        CreateStream work = wish.creating(preflight.missing());

        Operation end = shop.done(work);

        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(shape(shop.house())).containsExactlyElementsOf(shape(shop.hub()));
        await("copies")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select (select count(*) from " + SCHEMA
                                + ".\"odd; name\") || ' ' || (select count(*) from " + SCHEMA + ".part)")
                        .equals("2 2"));
        assertThat(Runbook.of(end))
                .contains("create table " + SCHEMA + ".\"odd; name\"", "drop table if exists " + SCHEMA + ".\"part\";");
        shop.clear(work);
    }

    @Test
    void makes_an_identity_of_what_has_a_sequence_of_its_own() {
        shop.hub().sql("create table " + SCHEMA + ".numbered (id serial primary key)");
        CreateStream work = wish(false, "numbered");
        work = work.creating(shop.checked(work).missing());

        assertThat(shop.done(work).status()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(shop.house().value("insert into " + SCHEMA + ".numbered default values returning id"))
                .isEqualTo("1");
        shop.clear(work);
    }

    @Test
    void brings_a_published_root_with_its_partitions() {
        Preflight preflight = shop.checked(wish(true, "part"));

        assertThat(preflight.missing())
                .extracting(table -> table.name().name())
                .containsExactly("part", "part_1", "part_2", "part_2_1");
    }

    @Test
    void adds_what_is_missing_of_a_root_that_is_there() {
        shop.house()
                .sql(
                        "create schema " + SCHEMA,
                        "create table " + SCHEMA
                                + ".part (at date not null, v int, primary key (at, v)) partition by range (at)");

        Preflight preflight = shop.checked(wish(false, "part_1"));

        assertThat(preflight.missing())
                .extracting(MissingTable::name)
                .containsExactly(new TableName("Größe; \"x\"", "part_1"));
    }

    @Test
    void says_beforehand_that_a_type_is_missing() {
        shop.hub()
                .sql(
                        "create type mood as enum ('well')",
                        "create table " + SCHEMA + ".moody (id int primary key, m mood[])");

        Preflight preflight = shop.checked(wish(false, "moody"));

        assertThat(preflight.ok()).isFalse();
        assertThat(preflight.findings()).extracting(Finding::code).contains("type_missing");
    }

    @Test
    void leaves_no_table_when_it_fails_afterwards_and_none_of_somebody_elses() {
        shop.house().sql("create schema " + SCHEMA, "create table " + SCHEMA + ".whole (a int, b text)");
        CreateStream work = all();
        work = work.creating(shop.checked(work).missing());
        shop.refuseSubscriptions();

        Operation end = shop.done(work);

        shop.allowSubscriptions();
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        assertThat(shop.house()
                        .query("select relname from pg_class where relkind in ('r', 'p') and relnamespace ="
                                + " (select oid from pg_namespace where nspname = 'Größe; \"x\"')"))
                .hasSize(1);
        shop.assertNothingLeft();
    }

    @Test
    void what_others_use_or_filled_since_it_failed_is_not_dropped() {
        CreateStream first = wish(false, "whole");
        first = first.creating(shop.checked(first).missing());
        shop.hub().sql("insert into " + SCHEMA + ".whole values (1, 'one')");
        // The ninth write says that the subscription begins.
        Operation failed = shop.failed(first, 9, shop.house());
        CreateStream second = wish(false, "whole");
        assertThat(shop.done(second).status()).isEqualTo(OperationStatus.SUCCEEDED);
        await("copy")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select count(*) from " + SCHEMA + ".whole")
                        .equals("1"));

        assertThat(left(shop.cancelledLater(failed))).contains("writes to table");
        shop.clear(second);
        assertThat(left(shop.cancelledLater(failed))).contains("has rows");
        assertThat(shop.house().value("select count(*) from " + SCHEMA + ".whole"))
                .isEqualTo("1");

        shop.house().sql("truncate " + SCHEMA + ".whole");
        assertThat(shop.cancelledLater(failed).status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(shop.house().value("select count(*) from pg_namespace where nspname = 'Größe; \"x\"'"))
                .isEqualTo("0");
        shop.assertNothingLeft();
    }

    private static String left(Operation failed) {
        assertThat(failed.status()).as("%s", failed).isEqualTo(OperationStatus.FAILED);
        return failed.steps().stream()
                .filter(step -> step.status() == StepStatus.LEFT)
                .map(step -> String.valueOf(step.detail()))
                .collect(Collectors.joining());
    }

    @Test
    void whenever_its_worker_dies_it_is_completed_or_undone() {
        for (int write = 3; write <= 5; write++) {
            for (boolean before : List.of(true, false)) {
                CreateStream work = all();
                work = work.creating(shop.checked(work).missing());

                Operation end = shop.takenOver(work, write, before);

                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                shop.clear(work);
                shop.house().sql("drop schema " + SCHEMA + " cascade");
            }
        }
        shop.refuseSubscriptions();
        CreateStream work = all();
        work = work.creating(shop.checked(work).missing());
        Operation end = shop.takenOver(work, 4, true);
        shop.allowSubscriptions();
        assertThat(end.status()).as("%s", end).isEqualTo(OperationStatus.UNDONE);
        assertThat(shop.house().value("select count(*) from pg_namespace where nspname = 'Größe; \"x\"'"))
                .isEqualTo("0");
        shop.assertNothingLeft();
    }
}
