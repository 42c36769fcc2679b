package dev.pgrm.devkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.process.Secrets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What fleets rely on, however the servers are run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServerWorkshopContract {
    private static final Credentials REPLICATOR = new Credentials("replicator", Secrets.generate());

    private ServerWorkshop workshop;
    private PostgresServer primary;

    protected abstract ServerWorkshop workshop();

    @BeforeAll
    void starts_a_primary() {
        workshop = workshop();
        primary = workshop.primary(spec("orders"));
        primary.sql(
                "create role replicator login replication password " + Identifiers.literal(REPLICATOR.password()),
                "create table t (id int primary key)");
    }

    @AfterAll
    void closes() {
        if (primary != null) {
            primary.close();
        }
        workshop.close();
    }

    @BeforeEach
    void runs() {
        primary.thaw();
        primary.start();
    }

    private static ServerSpec spec(String name) {
        return new ServerSpec(name, PostgresVersion.V17, "shop", Durability.FLEETING, Map.of("work_mem", "5MB"));
    }

    @Test
    void gives_the_server_its_name_database_and_settings() {
        assertThat(
                        primary.query(
                                "select current_database(), current_setting('cluster_name'), current_setting('work_mem'), current_setting('wal_level')"))
                .hasToString("[[shop, orders, 5MB, logical]]");
    }

    @Test
    void asks_for_the_password() {
        assertThatThrownBy(() -> DriverManager.getConnection(primary.jdbcUrl(), "postgres", "wrong")
                        .close())
                .isInstanceOf(SQLException.class);
        primary.log().awaitLine("password authentication failed");
    }

    @Test
    void keeps_data_and_port_through_a_stop_and_a_crash() {
        int port = primary.port();
        primary.sql("insert into t values (1)");
        primary.stop();
        assertThat(primary.running()).isFalse();
        primary.start();
        primary.sql("insert into t values (2)");
        primary.kill();
        assertThat(primary.running()).isFalse();
        primary.start();
        assertThat(primary.value("select count(*) from t where id in (1, 2)")).isEqualTo("2");
        assertThat(primary.port()).isEqualTo(port);
    }

    @Test
    void goes_on_after_it_was_frozen() {
        primary.freeze();
        primary.thaw();
        assertThat(primary.value("select 1")).isEqualTo("1");
    }

    @Test
    void standbys_follow_each_other() {
        try (var standby = workshop.standby(spec("orders-dr"), primary, primary.peerEndpoint(), REPLICATOR);
                var second = workshop.standby(spec("orders-dr-2"), standby, standby.peerEndpoint(), REPLICATOR)) {
            primary.sql("insert into t values (3)");
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            second.value("select count(*) from t where id = 3").equals("1"));
            assertThat(standby.value("select slot_name from pg_replication_slots where active"))
                    .isEqualTo("orders_dr_2");
            assertThat(primary.value("select slot_name from pg_replication_slots where active"))
                    .isEqualTo("orders_dr");
        }
    }
}
