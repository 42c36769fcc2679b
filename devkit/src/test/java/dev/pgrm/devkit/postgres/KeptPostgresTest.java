package dev.pgrm.devkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class KeptPostgresTest {
    @TempDir
    Path folder;

    @BeforeEach
    void lets_the_servers_account_walk_there() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private EmbeddedPostgresBuilder store() {
        return PostgresServer.builder("store")
                .keptIn(folder.resolve("kept/store"))
                .database("pgrm");
    }

    @Test
    void finds_its_data_password_and_port_again_even_after_a_crash() throws Exception {
        int port;
        String password;
        try (var first = store().durable().start()) {
            port = first.port();
            password = first.superuser().password();
            assertThat(first.value("show fsync")).isEqualTo("on");
            first.sql("create table kept (id int)", "insert into kept values (1)");
            first.kill();
        }
        givePidToAnotherProcess(folder.resolve("kept/store/data/postmaster.pid"));
        try (var second = store().start()) {
            assertThat(second.value("select count(*) from kept")).isEqualTo("1");
            assertThat(second.port()).isEqualTo(port);
            assertThat(second.superuser().password()).isEqualTo(password);
        }
    }

    /** What a restart of the machine may do: the number in the file is now that of a stranger. */
    private static void givePidToAnotherProcess(Path pidFile) throws Exception {
        var lines = new ArrayList<>(Files.readAllLines(pidFile));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);
    }

    @Test
    void takes_another_port_when_its_own_was_given_away_meanwhile() throws Exception {
        int port;
        try (var first = store().start()) {
            port = first.port();
        }
        try (var squatter = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var second = store().start()) {
            assertThat(second.port()).isNotEqualTo(squatter.getLocalPort());
            assertThat(second.value("select current_database()")).isEqualTo("pgrm");
        }
    }

    @Test
    void says_so_when_the_one_port_it_may_have_is_taken() throws Exception {
        try (var squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> store().port(squatter.getLocalPort()).start())
                    .hasMessageContaining("port " + squatter.getLocalPort() + " is taken");
        }
    }
}
