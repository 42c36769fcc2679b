package dev.pgrm.devkit.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** The account servers run as: PostgreSQL refuses root, so root hands its servers to nobody's account; everyone else runs them as himself. */
public final class ServerAccount {
    private static final int UNPRIVILEGED = 65534;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private ServerAccount() {}

    public static boolean isRoot() {
        return ROOT;
    }

    /** What a human or a process builder must type so that {@code command} runs under the servers' account. */
    public static List<String> runs(List<String> command) {
        if (!ROOT) {
            return command;
        }
        var id = Integer.toString(UNPRIVILEGED);
        var all = new ArrayList<>(
                List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--no-new-privs"));
        all.addAll(command);
        return List.copyOf(all);
    }

    /** A process in a session of its own, with an environment that holds nothing of ours: secrets of the JVM's environment would be readable under that account. */
    public static ProcessBuilder process(List<String> command) {
        var all = new ArrayList<>(OwnSession.prefix());
        all.addAll(runs(command));
        var builder = new ProcessBuilder(all).directory(Path.of("/").toFile());
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        environment.put("HOME", "/tmp");
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }

    /** Hands a file or a whole folder to the servers' account. */
    public static void give(Path path) throws IOException {
        if (!ROOT) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                return chown(file);
            }

            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return chown(folder);
            }
        });
    }

    private static FileVisitResult chown(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", UNPRIVILEGED, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", UNPRIVILEGED, LinkOption.NOFOLLOW_LINKS);
        return FileVisitResult.CONTINUE;
    }
}
