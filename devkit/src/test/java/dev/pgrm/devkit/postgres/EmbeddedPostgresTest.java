package dev.pgrm.devkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
class EmbeddedPostgresTest {
    @ParameterizedTest
    @EnumSource(PostgresVersion.class)
    void keeps_its_port_and_data_through_stop_and_crash(PostgresVersion version) {
        try (var server = PostgresServer.builder("orders")
                .version(version)
                .database("app")
                .start()) {
            assertThat(server.value("show server_version")).startsWith(version + ".");
            server.sql("create table kept (id int)", "insert into kept values (1)");
            int port = server.port();

            server.restart();
            assertThat(server.value("select count(*) from kept")).isEqualTo("1");

            server.sql("insert into kept values (2)");
            server.kill();
            assertThat(server.running()).isFalse();
            server.start();
            assertThat(server.value("select count(*) from kept")).isEqualTo("2");
            assertThat(server.port()).isEqualTo(port);
            assertThat(server.log().contains("database system was not properly shut down"))
                    .isTrue();
        }
    }

    @Test
    void two_servers_never_share_a_system_identifier() {
        try (var one = PostgresServer.builder("one").start();
                var other = PostgresServer.builder("other").start()) {
            var identity = "select system_identifier from pg_control_system()";
            assertThat(one.value(identity)).isNotEqualTo(other.value(identity));
        }
    }

    @Test
    void refuses_a_wrong_password() {
        try (var server = PostgresServer.builder("orders").start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), "postgres", "wrong")
                            .close())
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(server.log().awaitLine("password authentication failed")).contains("FATAL");
        }
    }

    @Test
    void answers_nobody_while_frozen_and_everybody_once_thawed() {
        try (var server = PostgresServer.builder("orders").start()) {
            server.freeze();
            var url = server.jdbcUrl() + "?connectTimeout=1&loginTimeout=1&socketTimeout=1";
            var superuser = server.superuser();
            assertThatThrownBy(() -> DriverManager.getConnection(url, superuser.user(), superuser.password())
                            .close())
                    .isInstanceOf(SQLException.class);
            server.thaw();
            assertThat(server.value("select 1")).isEqualTo("1");
        }
    }

    @Test
    void removes_its_folder_when_closed() {
        var server = PostgresServer.builder("orders").start();
        var home = ((EmbeddedPostgres) server).folder().home();
        assertThat(home).exists();
        server.close();
        assertThat(home).doesNotExist();
        assertThat(server.running()).isFalse();
    }

    @Test
    void is_stopped_and_started_by_the_commands_it_prints() throws Exception {
        try (var server = PostgresServer.builder("orders").start()) {
            typed(server.controls().stop());
            await().until(() -> !server.running());
            typed(server.controls().start());
            assertThat(server.value("select 1")).isEqualTo("1");
        }
    }

    private static void typed(String command) throws Exception {
        var shell = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(shell.waitFor()).isZero();
    }
}
