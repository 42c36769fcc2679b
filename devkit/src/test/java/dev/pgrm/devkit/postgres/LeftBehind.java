package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.redis.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The main program of a JVM that starts servers, notes their processes and folder, and never ends by itself. */
final class LeftBehind {
    private LeftBehind() {}

    public static void main(String[] arguments) throws Exception {
        var note = Path.of(arguments[0]);
        var running = (EmbeddedPostgres) PostgresServer.builder("running").start();
        var frozen = (EmbeddedPostgres) PostgresServer.builder("frozen").start();
        var byHand = (EmbeddedPostgres) PostgresServer.builder("by-hand").start();
        typed(byHand.controls().stop());
        typed(byHand.controls().start());
        var redis = RedisServer.temporary();
        frozen.freeze();
        var unfinished = note.resolveSibling("unfinished");
        Files.write(
                unfinished,
                List.of(
                        pid(running),
                        pid(frozen),
                        pid(byHand),
                        running.folder().home().toString(),
                        frozen.folder().home().toString(),
                        Integer.toString(redis.port())));
        Files.move(unfinished, note, StandardCopyOption.ATOMIC_MOVE);
        while (true) {
            LockSupport.park();
        }
    }

    private static void typed(String command) throws Exception {
        new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String pid(EmbeddedPostgres server) {
        return Long.toString(server.folder().data().postmaster().orElseThrow().pid());
    }
}
