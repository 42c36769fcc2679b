package dev.pgrm.fleet.trial;

import static dev.pgrm.domain.database.ConnectionTest.Name.DNS;
import static dev.pgrm.domain.database.ConnectionTest.Name.PRIVILEGES;
import static dev.pgrm.domain.database.ConnectionTest.Name.REPLICATION_PREREQUISITES;
import static dev.pgrm.domain.database.ConnectionTest.Name.SECRET_ACCESS;
import static dev.pgrm.domain.database.ConnectionTest.Name.SIGN_IN;
import static dev.pgrm.domain.database.ConnectionTest.Name.TCP;
import static dev.pgrm.domain.database.ConnectionTest.Name.TLS;
import static dev.pgrm.domain.database.TlsMode.REQUIRE;
import static dev.pgrm.domain.database.TlsMode.VERIFY_FULL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.postgres.SignInRules;
import dev.pgrm.devkit.postgres.TestAuthority;
import dev.pgrm.devkit.process.Ports;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.postgres.Endpoint;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that stands in the way, provoked for real, one row for each code and stage. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroublesTest {
    private static final Trouble NO_SECRET = new Trouble("secret_not_found", "There is no file", "Put it there");

    private static final Trouble TOKEN_ENDS =
            new Trouble("iam_not_for_replication", "Its token ends too soon", "Give it replicationCredentials");

    private final TestAuthority authority = TestAuthority.named("Ours");
    private final TestAuthority other = TestAuthority.named("Somebody else");

    /** Ready for replication, with TLS. */
    private PostgresServer orders;

    /** Not ready for anything. */
    private PostgresServer bare;

    record Row(Name stage, String code, String remedy, Supplier<Target> target) {
        @Override
        public String toString() {
            return stage + " " + code;
        }
    }

    @BeforeAll
    void start() {
        orders = PostgresServer.builder("orders").start();
        bare = PostgresServer.builder("bare")
                .version(PostgresVersion.V14)
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "0")
                .setting("max_replication_slots", "1")
                .setting("max_logical_replication_workers", "0")
                .start();
        bare.sql("select pg_create_physical_replication_slot('left_behind')");
        ServerTls.show(orders, authority.server("localhost", "127.0.0.1"));
        orders.sql(
                "create role blind login replication password 'p'",
                "create role \"Half-Blind\" login replication password 'p' in role pg_monitor",
                "create role watcher login password 'p' in role pg_monitor",
                "create role copier login replication password 'p'",
                "create role outsider login password 'p' in role pg_monitor",
                "create role nologin_role password 'p'",
                "create role single login password 'p' connection limit 0",
                "create database closed with allow_connections false",
                "create database private",
                "revoke connect on database private from public");
        SignInRules.prepend(orders, "host all outsider all reject");
    }

    @AfterAll
    void stop() {
        orders.close();
        bare.close();
    }

    Stream<Row> rows() {
        return Stream.of(
                new Row(DNS, "dns_failed", "spelling", () -> Target.at("nowhere.invalid", 5432)),
                new Row(TCP, "connection_refused", "listen_addresses", () -> Target.at("127.0.0.1", Ports.free())),
                new Row(
                        TLS,
                        "tls_not_offered",
                        "ssl = on",
                        () -> Target.on(bare).tls(REQUIRE)),
                new Row(TLS, "tls_untrusted", "tlsCa", () -> trusting(other)),
                new Row(TLS, "tls_host_mismatch", "verify-ca", () -> {
                    ServerTls.show(orders, authority.server("db.example.com"));
                    return trusting(authority);
                }),
                new Row(TLS, "tls_expired", "Renew", () -> {
                    ServerTls.show(orders, authority.expiredServer("127.0.0.1"));
                    return trusting(authority);
                }),
                new Row(
                        SECRET_ACCESS,
                        "secret_not_found",
                        "Put it there",
                        () -> Target.on(orders).withoutSecret(Account.MANAGING, NO_SECRET)),
                new Row(
                        SECRET_ACCESS,
                        "secret_not_found",
                        "Put it there",
                        () -> Target.on(orders).withoutSecret(Account.REPLICATION, NO_SECRET)),
                new Row(
                        SIGN_IN,
                        "authentication_failed",
                        "secret",
                        () -> Target.on(orders).as("watcher", "wrong")),
                new Row(
                        SIGN_IN,
                        "sign_in_rejected",
                        "pg_hba.conf",
                        () -> Target.on(orders).as("outsider", "p")),
                new Row(
                        SIGN_IN,
                        "role_cannot_login",
                        "login",
                        () -> Target.on(orders).as("nologin_role", "p")),
                new Row(
                        SIGN_IN,
                        "role_connection_limit",
                        "connection limit",
                        () -> Target.on(orders).as("single", "p")),
                new Row(
                        SIGN_IN,
                        "database_missing",
                        "name",
                        () -> Target.on(orders).in("nowhere")),
                new Row(
                        SIGN_IN,
                        "database_closed",
                        "allow_connections",
                        () -> Target.on(orders).in("closed")),
                new Row(
                        SIGN_IN,
                        "privilege_missing",
                        "grant connect on database \"private\" to \"watcher\"",
                        () -> Target.on(orders).as("watcher", "p").in("private")),
                new Row(
                        PRIVILEGES,
                        "privilege_missing",
                        "grant pg_monitor to \"blind\"",
                        () -> Target.on(orders).as("blind", "p")),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "replication_right_missing",
                        "alter role \"watcher\" with replication",
                        () -> Target.on(orders).as("watcher", "p")),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "replication_right_missing",
                        "alter role \"watcher\" with replication",
                        () -> Target.on(orders).replicatingAs("watcher", "p")),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "iam_not_for_replication",
                        "replicationCredentials",
                        () -> Target.on(orders).refusingReplication(TOKEN_ENDS)),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "authentication_failed",
                        "secret",
                        () -> Target.on(orders).replicatingAs("copier", "wrong")),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "sign_in_rejected",
                        "pg_hba.conf",
                        () -> Target.on(orders).replicatingAs("outsider", "p")),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "wal_level_not_logical",
                        "alter system set wal_level = 'logical'",
                        () -> Target.on(bare)),
                new Row(REPLICATION_PREREQUISITES, "replication_slots_exhausted", "left_behind", () -> Target.on(bare)),
                new Row(REPLICATION_PREREQUISITES, "wal_senders_exhausted", "max_wal_senders", () -> Target.on(bare)),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "replication_workers_exhausted",
                        "max_logical_replication_workers",
                        () -> Target.on(bare).declared(DeclaredRole.REPLICA)),
                new Row(
                        REPLICATION_PREREQUISITES,
                        "rds_proxy",
                        "writer",
                        () -> Target.at("orders.proxy-abc123.eu-central-1.rds.amazonaws.com", 5432)
                                .asking(host -> {
                                    throw new UnknownHostException(host);
                                })));
    }

    private Target trusting(TestAuthority whom) {
        return Target.on(orders).tls(VERIFY_FULL).trusting(whom.certificate());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void is_told_at_its_stage_with_a_remedy(Row row) {
        var stages = new Stages(row.target().get().test());

        assertThat(stages.test().ok()).isFalse();
        assertThat(stages.names()).containsExactly(Name.values());
        assertThat(stages.failed(row.stage())).anySatisfy(trouble -> {
            assertThat(trouble.code()).isEqualTo(row.code());
            assertThat(trouble.remedy()).contains(row.remedy());
        });
        skipsWhatNeedsIt(row.stage(), stages);
    }

    private static void skipsWhatNeedsIt(Name failed, Stages stages) {
        if (failed == PRIVILEGES || failed == REPLICATION_PREREQUISITES) {
            return;
        }
        for (Name later : List.of(TCP, TLS, SIGN_IN, PRIVILEGES, REPLICATION_PREREQUISITES)) {
            if (later.compareTo(failed) > 0) {
                assertThat(stages.skipped(later)).contains("did not pass");
            }
        }
        assertThat(stages.of(SECRET_ACCESS)).isNotInstanceOf(Outcome.Skipped.class);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void what_never_answers_leads_to_the_doors_on_the_way(Network network, String door) {
        var reach = new Reach(Target.at("127.0.0.1", 5432).behind(network).spec(), Map.of());

        assertThat(reach.timedOut(new Endpoint("127.0.0.1", 5432)).remedy())
                .contains(door, "must allow 5432 from the monitors");
    }

    static Stream<Arguments> doors() {
        return Stream.of(
                Arguments.of(new Network("vpc-7", List.of(), List.of("sg-1", "sg-2")), "security groups: sg-1, sg-2"),
                Arguments.of(Network.UNSAID, "firewalls"));
    }
}
