package dev.pgrm.devkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which port a server gets at its first start: the wanted one (0 for any), or the one remembered from its last life, or a free one; another process may be quicker, so it is tried until it succeeds. */
public record PortChoice(String server, int wanted, Path memory) {
    private static final int ATTEMPTS = 10;

    /** A start on one port; false if another process has it. */
    public interface Start {
        boolean on(int port) throws IOException;
    }

    public void settle(Start start) throws IOException {
        int attempts = wanted == 0 ? ATTEMPTS : 1;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            int port = candidate(attempt);
            if (start.on(port)) {
                Files.writeString(memory, Integer.toString(port));
                return;
            }
        }
        throw new IllegalStateException(
                wanted == 0
                        ? server + ": every port tried was taken"
                        : server + ": port " + wanted + " is taken; stop what listens there or choose another");
    }

    private int candidate(int attempt) throws IOException {
        if (wanted != 0) {
            return wanted;
        }
        return attempt == 1 && Files.exists(memory)
                ? Integer.parseInt(Files.readString(memory).trim())
                : Ports.free();
    }
}
