package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.PublishedTable;
import dev.pgrm.domain.stream.ResyncTable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** A stream of two tables, the first of which is to be copied again while both are written to. */
record Resynced(Workshop shop, LogicalStream stream, String table, String other) {
    static Resynced of(Workshop shop) {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String other = shop.table();
        shop.hub().sql("alter publication " + table + " add table " + other);
        shop.house().sql("alter subscription " + table + " refresh publication");
        var made = new Resynced(shop, stream, table, other);
        made.awaitSame();
        return made;
    }

    /** Its table leaves its publication, or that of the other table takes its place. */
    ResyncTable work(boolean shared) {
        return work(shared ? new PublicationName("pgrm_rest_" + stream.name()) : null, List.of());
    }

    /** @param bystanders slots that are known not to use its publication */
    ResyncTable workBeside(String... bystanders) {
        return work(null, Stream.of(bystanders).map(SlotName::new).toList());
    }

    private ResyncTable work(@Nullable PublicationName others, List<SlotName> bystanders) {
        return new ResyncTable(
                stream,
                new TableName("public", table),
                new PublicationName(stream.name()),
                new PublishedTable(new TableName("public", table), List.of(), null),
                others,
                new Bystanders(bystanders));
    }

    /** So that only a copy of all rows mends it. */
    void damage() {
        shop.house()
                .sql(
                        "update " + table + " set v = 'damaged' where id <= 10",
                        "delete from " + table + " where id between 11 and 20",
                        "insert into " + table + " select -i, 'never was' from generate_series(1, 10) as i"
                                + " on conflict do nothing");
    }

    /** Its rows were copied, as far as the target knows, and the slot that should bring what came meanwhile is gone. */
    void loseSlotOfCopy() {
        shop.house().sql("alter subscription " + stream.name() + " disable");
        await(
                "end of workers",
                () -> shop.house()
                        .value("select count(pid) from pg_stat_subscription where subname = '" + stream.name() + "'")
                        .equals("0"));
        shop.house()
                .sql(
                        "insert into pg_replication_origin select (select max(cast(roident as int)) + 1 from pg_replication_origin),"
                                + " 'pg_' || oid || '_' || cast('" + table
                                + "'::regclass as oid) from pg_subscription where subname = '" + stream.name() + "'",
                        "update pg_subscription_rel set srsubstate = 'f', srsublsn = null where srrelid = '" + table
                                + "'::regclass",
                        "alter subscription " + stream.name() + " enable");
    }

    /** Once it is copied, or can never be. */
    boolean lostSlotOfCopy() {
        String slot = shop.house()
                .value("select 'pg_' || s.oid || '_sync_' || cast('" + table + "'::regclass as oid) || '_'"
                        + " from pg_subscription s where subname = '" + stream.name() + "'");
        var missed = shop.hub().log().fromHere();
        var lost = new AtomicBoolean();
        await("end of copies, or of a slot", () -> {
            lost.set(missed.find(line -> line.contains(slot) && line.contains("does not exist"))
                    .isPresent());
            return lost.get() || copied();
        });
        return lost.get();
    }

    private static String rows(PostgresServer server, String table) {
        return server.value(
                "select count(*) || ' ' || coalesce(md5(string_agg(id || v, ',' order by id)), '') from " + table);
    }

    private boolean copied() {
        return shop.house()
                .value("select bool_and(srsubstate = 'r') and count(*) > 1 from pg_subscription_rel where srsubid ="
                        + " (select oid from pg_subscription where subname = '" + stream.name() + "')")
                .equals("t");
    }

    void awaitSame() {
        for (String each : List.of(table, other)) {
            await("rows of " + each, () -> rows(shop.house(), each).equals(rows(shop.hub(), each)));
        }
        await("end of copies", this::copied);
        // Also what came last.
        for (String each : List.of(table, other)) {
            assertThat(rows(shop.house(), each)).isEqualTo(rows(shop.hub(), each));
        }
    }

    private void await(String what, Callable<Boolean> met) {
        try {
            Awaitility.await(what).atMost(Workshop.PATIENCE).until(met);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(what + " did not come; " + shop.standing(), e);
        }
    }

    /** Nothing but the stream itself, and that as it was. */
    void assertWhole() {
        shop.hub().sql("insert into " + table + " select coalesce(max(id), 0) + 1, 'last' from " + table);
        awaitSame();
        assertThat(shop.hub().query("select pubname from pg_publication where pubname like 'pgrm%'"))
                .isEmpty();
        assertThat(shop.house()
                        .query(
                                "select subpublications, subenabled from pg_subscription where subname = ?",
                                stream.name()))
                .isEqualTo(List.of(List.of("{" + stream.name() + "}", "t")));
        assertNone(shop.hub(), "select slot_name from pg_replication_slots where slot_name like 'pg\\_%'");
        assertNone(shop.house(), "select roname from pg_replication_origin where roname like 'pg\\_%\\_%'");
        for (PostgresServer server : List.of(shop.hub(), shop.house())) {
            await(
                    "sessions of operations end",
                    () -> server.value("select count(*) from pg_stat_activity where application_name like 'pgrm:%'")
                            .equals("0"));
        }
    }

    private void assertNone(PostgresServer server, String sql) {
        await(sql, () -> server.query(sql).isEmpty());
    }

    void clear() {
        shop.clear(shop.stream(stream.name()));
    }

    /** Writes to both tables on the source until it is closed: each transaction once to each, or to the other alone. */
    Writing writing() {
        return new Writing(this);
    }

    static final class Writing implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger written = new AtomicInteger();
        private final Thread thread;

        private Writing(Resynced of) {
            thread = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    int id = 100_000 + written.getAndIncrement();
                    try (var connection = of.shop.hub().database().connect();
                            var statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        statement.execute("insert into " + of.other + " values (" + id + ", 'o')");
                        statement.execute("insert into " + of.table + " values (" + id + ", 't')");
                        statement.execute("update " + of.other + " set v = 'o2' where id = " + id);
                        connection.commit();
                    } catch (java.sql.SQLException e) {
                        // Its server is stopped by a test; that transaction was not.
                        written.incrementAndGet();
                    }
                }
            });
        }

        @Override
        public void close() {
            over.set(true);
            try {
                Objects.requireNonNull(thread).join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
