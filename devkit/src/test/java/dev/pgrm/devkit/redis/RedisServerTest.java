package dev.pgrm.devkit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class RedisServerTest {
    @TempDir
    Path folder;

    @BeforeEach
    void lets_the_servers_account_walk_there() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void comes_back_on_its_port_with_what_was_kept() {
        try (var server = RedisServer.builder().keptIn(folder).withPassword().start()) {
            int port = server.port();
            set(server, "kept", "yes");
            server.kill();
            assertThat(server.running()).isFalse();
            server.start();
            assertThat(server.port()).isEqualTo(port);
            assertThat(get(server, "kept")).isEqualTo("yes");
        }
        try (var again = RedisServer.builder().keptIn(folder).withPassword().start()) {
            assertThat(get(again, "kept")).isEqualTo("yes");
        }
    }

    @Test
    void forgets_everything_when_temporary() {
        try (var server = RedisServer.temporary()) {
            set(server, "fleeting", "yes");
            server.stop();
            server.start();
            assertThat(get(server, "fleeting")).isNull();
        }
    }

    @Test
    void lets_nobody_in_without_its_password() {
        try (var server = RedisServer.builder().withPassword().start()) {
            var withoutPassword = "redis://" + server.host() + ":" + server.port();
            assertThatThrownBy(() -> ping(withoutPassword)).isInstanceOf(RedisConnectionException.class);
            assertThat(server.toString()).doesNotContain(server.password());
        }
    }

    private static void ping(String uri) {
        try (var client = RedisClient.create(uri);
                var connection = client.connect()) {
            connection.sync().ping();
        }
    }

    private static void set(RedisServer server, String key, String value) {
        try (var client = RedisClient.create(server.uri());
                var connection = client.connect()) {
            connection.sync().set(key, value);
        }
    }

    private static String get(RedisServer server, String key) {
        try (var client = RedisClient.create(server.uri());
                var connection = client.connect()) {
            return connection.sync().get(key);
        }
    }
}
