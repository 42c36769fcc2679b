package dev.pgrm.fleet.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.postgres.TestAuthority;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.TlsMode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connection test tells beside its outcomes, and what it leaves behind. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetailsTest {
    private final TestAuthority authority = TestAuthority.named("Our authority");
    private PostgresServer server;

    @BeforeAll
    void start() {
        server = PostgresServer.builder("orders")
                .version(PostgresVersion.V17)
                .setting("wal_level", "replica")
                .setting("log_connections", "on")
                .setting("autovacuum", "off")
                .start();
        ServerTls.show(server, authority.server("db.example.com", "127.0.0.1"));
        server.sql(
                "create role watcher login replication password 'p' in role pg_monitor",
                "create role publisher login replication password 'p' in role pg_monitor, pg_create_subscription",
                "grant create on database postgres to publisher");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void the_certificate_is_shown_with_what_matters_of_it() {
        var stages = new Stages(Target.on(server)
                .tls(TlsMode.VERIFY_FULL)
                .trusting(authority.certificate())
                .test());

        assertThat(stages.passed(Name.TLS))
                .contains(
                        "TLSv1.3",
                        "CN=db.example.com",
                        "for db.example.com, 127.0.0.1",
                        "CN=Our authority",
                        "days left")
                .doesNotContain("soon", "not verified");
    }

    @Test
    void a_certificate_that_ends_soon_is_told_and_one_that_was_not_verified_too() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3640));

        var stages =
                new Stages(Target.on(server).tls(TlsMode.REQUIRE).now(later).test());

        assertThat(stages.passed(Name.TLS))
                .contains("(9 days left): renew it soon", "not verified, because tlsMode is require");
    }

    @Test
    void names_that_are_no_utf8_stand_in_the_way_of_no_stage() {
        server.sql("create database ascii encoding 'SQL_ASCII' locale 'C' template template0");
        server.database("ascii")
                .sql(
                        "set client_min_messages = error",
                        "do $$ begin execute format('create publication %I',"
                                + " convert_from('\\xe9'::bytea, 'SQL_ASCII')); end $$");

        var stages = new Stages(Target.on(server).in("ascii").test());

        assertThat(stages.passed(Name.SIGN_IN)).contains("signed in");
        assertThat(stages.passed(Name.PRIVILEGES)).isNotEmpty();
    }

    @Test
    void without_tls_the_stage_is_skipped_and_the_rest_goes_on() {
        var stages = new Stages(Target.on(server).tls(TlsMode.DISABLE).test());

        assertThat(stages.skipped(Name.TLS)).contains("disable");
        assertThat(stages.passed(Name.SIGN_IN)).contains("signed in");
    }

    @Test
    void a_token_tells_until_when_it_is_good_and_nothing_else_of_itself() {
        String token = "db.example.com:5432/?Action=connect&DBUser=app&X-Amz-Date=20261121T140000Z"
                + "&X-Amz-Expires=900&X-Amz-Signature=5ec4e7";

        String told = TokenEnd.told(new CredentialReference.RdsIam("app"), new Credential("app", token));

        assertThat(told).contains("until 2026-11-21T14:15:00Z").doesNotContain("5ec4e7");
    }

    @Test
    void a_pooler_in_between_is_recognised() throws IOException {
        try (var pooler = new Pooler(server)) {
            var account = server.superuser();
            var stages = new Stages(Target.at("127.0.0.1", pooler.port())
                    .as(account.user(), account.password())
                    .test());

            assertThat(stages.passed(Name.SIGN_IN)).contains("a pooler stands between");
        }
        assertThat(new Stages(Target.on(server).test()).passed(Name.SIGN_IN)).doesNotContain("pooler");
    }

    @Test
    void what_managing_takes_beyond_watching_is_told_with_its_statements() {
        assertThat(new Stages(Target.on(server).as("watcher", "p").test()).passed(Name.PRIVILEGES))
                .contains(
                        "grant select (subconninfo) on pg_subscription to \"watcher\"",
                        "grant create on database \"postgres\" to \"watcher\"",
                        "grant pg_create_subscription to \"watcher\"");
        assertThat(new Stages(Target.on(server).as("publisher", "p").test()).passed(Name.PRIVILEGES))
                .contains("may create publications", "may create subscriptions")
                .doesNotContain("grant create", "grant pg_create");
    }

    @ParameterizedTest
    @CsvSource({
        "rds_superuser, rds.logical_replication to 1 in the instance's parameter group, grant rds_superuser",
        "cloudsqlsuperuser, cloudsql.logical_decoding to on, grant cloudsqlsuperuser",
        "azure_pg_admin, server parameter wal_level to logical, grant azure_pg_admin",
    })
    void remedies_are_those_of_whoever_runs_the_server(String administrators, String remedy, String grant) {
        server.sql("create role " + administrators);
        try {
            var stages = new Stages(Target.on(server).as("watcher", "p").test());

            assertThat(stages.only(Name.REPLICATION_PREREQUISITES).remedy()).contains(remedy);
            assertThat(stages.passed(Name.PRIVILEGES)).contains(grant + " to \"watcher\"");
        } finally {
            server.sql("drop role " + administrators);
        }
    }

    @Test
    void on_rds_the_right_to_replicate_is_that_of_its_role() {
        server.sql("create role rds_superuser", "create role rds_replication", "create role app login password 'p'");
        server.sql("grant pg_monitor to app");
        try {
            assertThat(new Stages(Target.on(server).as("app", "p").test()).failed(Name.REPLICATION_PREREQUISITES))
                    .anyMatch(trouble -> trouble.remedy().contains("grant rds_replication to \"app\""));

            server.sql("grant rds_replication to app");

            assertThat(new Stages(Target.on(server).as("app", "p").test()).failed(Name.REPLICATION_PREREQUISITES))
                    .noneMatch(trouble -> trouble.code().equals("replication_right_missing"));
        } finally {
            server.sql("drop role app", "drop role rds_superuser", "drop role rds_replication");
        }
    }

    @Test
    void every_session_bears_our_name_and_none_changes_anything() {
        var log = server.log().fromHere();
        long before = Long.parseLong(server.value("select pg_current_xact_id()"));

        new Stages(Target.on(server).replicatingAs("watcher", "p").test()).passed(Name.PRIVILEGES);

        assertThat(Long.parseLong(server.value("select pg_current_xact_id()")) - before)
                .as("transactions that wrote, with the one that asks")
                .isOne();
        assertThat(log.lines().stream().filter(line -> line.contains("connection authorized")))
                .filteredOn(line -> line.endsWith("application_name=pgrm"))
                .hasSize(2);
    }
}
