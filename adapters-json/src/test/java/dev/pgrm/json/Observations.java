package dev.pgrm.json;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.LogPosition;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Activity.OpenTransaction;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Limit;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.PublishedTables.SizedTable;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Sender.Request;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.observation.ServerFacts.WalPosition;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Decoded;
import dev.pgrm.domain.observation.Slot.Upkeep;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.observation.SubscriptionOptions.TwoPhase;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One observation with something of everything in it, and how it is written. */
final class Observations {
    private static final ServerId SERVER = ServerId.parse("00000000-0000-0000-0000-000000000001");
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final Lsn LSN = Lsn.parse("16/B374D848");

    static final String UNSEEN_WRITTEN = """
            {"kind":"unseen","serverId":"00000000-0000-0000-0000-000000000001","at":"2026-03-01T10:01:00.123456Z",
            "since":"2026-03-01T10:00:02.123456Z","trouble":{"code":"unreachable","message":"No answer",
            "remedy":"Look whether it runs"},"lastSeen":{"kind":"seen",
            "serverId":"00000000-0000-0000-0000-000000000001","at":"2026-03-01T10:00:00.123456Z","latency":0.025,
            "server":{"identity":{"system":"18446744073709551615","timeline":3,"version":170011,"inRecovery":false,
            "startedAt":"2026-02-28T10:00:00.123456Z","listening":{"host":"10.0.0.7","port":5432}},
            "wal":{"current":"16/B374D848"},"senders":[{"pid":4121,"applicationName":"dw","clientAddress":"10.0.0.9",
            "clientPort":51000,"state":"streaming","sent":"16/B374D848","flushed":"16/B374D848","replayLag":0.00125,
            "syncState":"async","repliedAt":"2026-03-01T10:00:00.123456Z","request":{"slot":"orders_to_dw",
            "publications":["all orders"],"origin":"any"}}],"receiver":{"pid":99,"status":"streaming",
            "slot":"standby_1","senderHost":"db-1","senderPort":5432,"flushed":"16/B374D848",
            "lastMessageAt":"2026-03-01T10:00:00.123456Z"},"slots":[{"name":"orders_to_dw","kind":"LOGICAL",
            "plugin":"pgoutput","database":"orders","temporary":false,"active":true,"activePid":4121,
            "restart":"16/B374D848","confirmedFlush":"16/B374D848","walStatus":"reserved","safeWalSize":-16,
            "failover":false,"synced":false,"upkeep":{"catalogXminAge":120,"twoPhase":false,"decoded":{"spilled":1,
            "spilledBytes":6720000,"streamed":0,"streamedBytes":0,"bytes":7000000}}}],
            "origins":[{"name":"pg_4000000000","remote":"16/B374D848","subscribed":true}],"limits":[{"setting":"max_wal_senders",
            "used":3,"most":10}],"activity":{"longestWrite":{"pid":4200,"since":"2026-03-01T09:50:00.123456Z",
            "role":"app","application":"shop","state":"idle in transaction"},"prepared":1,
            "oldestPrepared":"2026-03-01T09:59:00.123456Z","walBytes":167772160,"recoveryConflicts":{}},
            "settings":{"max_wal_senders":"10","wal_level":"logical"},"hidden":[{"what":"senders",
            "grant":"GRANT pg_monitor TO pgrm"}]},"databases":[{"kind":"seen",
            "id":"00000000-0000-0000-0000-00000000000a","facts":{"name":"orders",
            "publications":[{"name":"all orders","allTables":true,"schemas":[],"operations":["INSERT"],
            "viaRoot":false,"tables":{"count":12,"bytes":1000000,"filtered":1,"columnLists":0,"withoutIdentity":1,
            "someWithoutIdentity":[{"schema":"public","name":"log"}],"hidden":2,
            "someHidden":[{"schema":"public","name":"secrets"}],"largest":[{"name":{"schema":"public",
            "name":"orders"},"bytes":900000}]}}],"subscriptions":[{"oid":4000000000,"name":"from_shop",
            "enabled":true,"publications":["shop"],"publisher":{"endpoints":[{"host":"shop.example","port":5433}],
            "database":"shop"},"options":{"owner":"pgrm","binary":false,"streaming":"PARALLEL","twoPhase":"DISABLED",
            "disableOnError":true,"passwordRequired":true,"runAsOwner":false,"origin":"any","failover":false,
            "synchronousCommit":"off"},"worker":{"pid":77,"received":"16/B374D848","latestEnd":"16/B374D848",
            "lastMessageAt":"2026-03-01T10:00:00.123456Z","startedAt":"2026-03-01T09:59:55.123456Z",
            "blocked":{"since":"2026-03-01T09:59:59.123456Z","by":[78]}},"tables":{"count":{"COPYING":1,"READY":11}},
            "copies":[{"table":16400,"name":{"schema":"public","name":"orders"},"state":"COPYING","bytes":123456,
            "rows":1000,"worker":79}],"copied":{"samples":[["2026-03-01T10:00:00.123456Z",123456]],"restarts":0},
            "counters":{"applyErrors":0,"conflicts":{"insert_exists":2}},
            "history":{"changes":[{"at":"2026-03-01T10:00:00.123456Z","enabled":true,"worker":77,
            "applyErrors":0}]}}]}},{"kind":"unseen","id":"00000000-0000-0000-0000-00000000000b",
            "trouble":{"code":"refused","message":"Password refused","remedy":"Set another"}}],
            "walHistory":{"samples":[["2026-03-01T09:59:58.123456Z","0/1000000"],["2026-03-01T10:00:00.123456Z",
            "0/2000000"]]},"slotHistory":{"samples":{"orders_to_dw":[["2026-03-01T10:00:00.123456Z","16/B374D848",
            "16/B374D848"]]}},"log":{"position":{"file":"log/postgresql.csv","offset":"8192"},
            "recent":[{"code":"unique_violation","entry":{"at":"2026-03-01T10:00:00.123456Z","severity":"ERROR",
            "sqlState":"23505","message":"duplicate key","pid":77},"subscription":4000000000,
            "relation":"public.orders","finishedAt":"16/B374D848"}]}}}
            """.replace("\n", "");

    private Observations() {}

    static Observation unseen() {
        return new Observation.Unseen(
                SERVER,
                AT.plusSeconds(60),
                AT.plusSeconds(2),
                new Trouble("unreachable", "No answer", "Look whether it runs"),
                seen(Duration.ofMillis(25)));
    }

    static Observation.Seen seen(Duration latency) {
        return new Observation.Seen(
                SERVER,
                AT,
                latency,
                server(),
                List.of(
                        new DatabaseSeen(DatabaseId.parse("00000000-0000-0000-0000-00000000000a"), database()),
                        new DatabaseUnseen(
                                DatabaseId.parse("00000000-0000-0000-0000-00000000000b"),
                                new Trouble("refused", "Password refused", "Set another"),
                                null)),
                WalHistory.EMPTY
                        .with(AT.minusSeconds(2), Lsn.parse("0/1000000"))
                        .with(AT, Lsn.parse("0/2000000")),
                new SlotHistory(Map.of(new SlotName("orders_to_dw"), List.of(new SlotHistory.Sample(AT, LSN, LSN)))),
                new ServerLog(
                        null,
                        new LogPosition("log/postgresql.csv", "8192"),
                        null,
                        List.of(new ReplicationMessage(
                                "unique_violation",
                                new LogEntry(
                                        AT,
                                        Severity.ERROR,
                                        "23505",
                                        "duplicate key",
                                        null,
                                        null,
                                        null,
                                        null,
                                        77,
                                        null,
                                        null,
                                        null),
                                new Oid(4_000_000_000L),
                                null,
                                null,
                                "public.orders",
                                LSN))));
    }

    private static ServerFacts server() {
        return new ServerFacts(
                new Identity(
                        new SystemIdentifier(-1),
                        3,
                        new PgVersion(170011),
                        false,
                        AT.minusSeconds(86400),
                        new Endpoint("10.0.0.7", 5432),
                        null),
                new WalPosition(LSN, null, null),
                List.of(new Sender(
                        4121,
                        "dw",
                        "10.0.0.9",
                        51000,
                        "streaming",
                        LSN,
                        LSN,
                        null,
                        Duration.ofNanos(1_250_000),
                        "async",
                        AT,
                        new Request(new SlotName("orders_to_dw"), List.of(new PublicationName("all orders")), "any"))),
                new Receiver(99, "streaming", new SlotName("standby_1"), "db-1", 5432, null, LSN, null, AT),
                List.of(new Slot(
                        new SlotName("orders_to_dw"),
                        Slot.Kind.LOGICAL,
                        "pgoutput",
                        "orders",
                        false,
                        true,
                        4121,
                        LSN,
                        LSN,
                        "reserved",
                        -16L,
                        null,
                        null,
                        false,
                        false,
                        new Upkeep(null, 120L, null, false, new Decoded(1, 6_720_000, 0, 0, 7_000_000)))),
                List.of(new Origin("pg_4000000000", LSN, null, true)),
                List.of(new Limit("max_wal_senders", 3, 10)),
                new Activity(
                        new OpenTransaction(4200, AT.minusSeconds(600), "app", "shop", "idle in transaction"),
                        1,
                        AT.minusSeconds(60),
                        167_772_160L,
                        null,
                        Map.of()),
                Map.of("wal_level", "logical", "max_wal_senders", "10"),
                List.of(new MissingPrivilege("senders", "GRANT pg_monitor TO pgrm")));
    }

    private static DatabaseFacts database() {
        return new DatabaseFacts(
                "orders",
                List.of(new Publication(
                        new PublicationName("all orders"),
                        true,
                        List.of(),
                        Set.of(DataChange.INSERT),
                        false,
                        new PublishedTables(
                                12,
                                1_000_000,
                                1,
                                0,
                                1,
                                List.of(new TableName("public", "log")),
                                2,
                                List.of(new TableName("public", "secrets")),
                                List.of(new SizedTable(new TableName("public", "orders"), 900_000))))),
                List.of(new Subscription(
                        new Oid(4_000_000_000L),
                        new SubscriptionName("from_shop"),
                        true,
                        null,
                        List.of(new PublicationName("shop")),
                        new PublisherAddress(List.of(new Endpoint("shop.example", 5433)), "shop", null),
                        new SubscriptionOptions(
                                "pgrm",
                                false,
                                Streaming.PARALLEL,
                                TwoPhase.DISABLED,
                                true,
                                true,
                                false,
                                "any",
                                false,
                                "off"),
                        new ApplyWorker(
                                77, LSN, LSN, AT, AT.minusSeconds(5), new Blocked(AT.minusSeconds(1), List.of(78))),
                        new TableStates(Map.of(TableState.READY, 11, TableState.COPYING, 1)),
                        List.of(new TableCopy(
                                new Oid(16_400),
                                new TableName("public", "orders"),
                                TableState.COPYING,
                                123_456L,
                                1_000L,
                                79)),
                        new CopyHistory(List.of(new CopyHistory.Sample(AT, 123_456)), 0, null),
                        new SubscriptionCounters(0L, null, Map.of("insert_exists", 2L), null),
                        null,
                        WorkerHistory.EMPTY.with(new Change(AT, true, 77, 0L, null)))));
    }
}
