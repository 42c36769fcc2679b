package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** What lies where in a server's folder. */
record ServerFolder(Path home) {
    DataDirectory data() {
        return new DataDirectory(home.resolve("data"));
    }

    Path log() {
        return home.resolve("server.log");
    }

    Path password() {
        return home.resolve("superuser.password");
    }

    Path port() {
        return home.resolve("port");
    }

    /** Read by the server from its data directory, so that a start by hand finds the same port. */
    Path settings() {
        return data().path().resolve("devkit.conf");
    }

    List<String> logLines() {
        try {
            return new String(Files.readAllBytes(log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
