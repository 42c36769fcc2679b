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
        var redis = RedisServer.temporary();
        frozen.freeze();
        var unfinished = note.resolveSibling("unfinished");
        Files.write(
                unfinished,
                List.of(
                        pid(running),
                        pid(frozen),
                        running.folder().home().toString(),
                        frozen.folder().home().toString(),
                        Integer.toString(redis.port())));
        Files.move(unfinished, note, StandardCopyOption.ATOMIC_MOVE);
        while (true) {
            LockSupport.park();
        }
    }

    private static String pid(EmbeddedPostgres server) {
        return Long.toString(server.folder().data().postmaster().orElseThrow().pid());
    }
}
