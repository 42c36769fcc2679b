package dev.pgrm.devkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class KilledJvmTest {
    @TempDir
    Path folder;

    @Test
    void leaves_no_server_and_no_folder_behind_when_killed() throws Exception {
        var note = folder.resolve("note");
        var jvm = OtherJvm.start(LeftBehind.class, "-XX:TieredStopAtLevel=1", note.toString());
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(note) || !jvm.isAlive());
        var lines = Files.readAllLines(note);
        var processes = lines.subList(0, 3).stream()
                .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
                .toList();
        var family = processes.stream().flatMap(ProcessHandle::descendants).toList();
        assertThat(family).isNotEmpty();

        jvm.destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(Path.of(lines.get(3))).doesNotExist();
            assertThat(Path.of(lines.get(4))).doesNotExist();
        });
        assertThat(processes).noneMatch(ProcessState::lives);
        assertThat(family).noneMatch(ProcessState::lives);
        try (var freed = new ServerSocket(Integer.parseInt(lines.get(5)), 1, InetAddress.getLoopbackAddress())) {
            assertThat(freed.isBound()).isTrue();
        }
    }

    @Test
    void two_jvms_that_unpack_at_once_both_find_whole_programs() throws Exception {
        var cache = folder.resolve("cache");
        var both = Arrays.asList(
                OtherJvm.start(Unpacking.class, "-Dpgrm.devkit.cache=" + cache),
                OtherJvm.start(Unpacking.class, "-Dpgrm.devkit.cache=" + cache));
        for (var jvm : both) {
            assertThat(jvm.waitFor()).isZero();
        }
        try (var found = Files.list(cache)) {
            assertThat(found.map(path -> path.getFileName().toString()).filter(name -> !name.endsWith(".lock")))
                    .hasSize(1);
        }
    }
}
