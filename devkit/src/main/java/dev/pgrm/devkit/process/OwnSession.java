package dev.pgrm.devkit.process;

import java.util.List;

/** Starts a process in a session of its own, so that Ctrl-C in the terminal reaches the JVM alone and the end is orderly. macOS has no such program; there everything ends at once. */
final class OwnSession {
    private static final List<String> PREFIX =
            Programs.onPath("setsid").map(found -> List.of(found.toString())).orElse(List.of());

    private OwnSession() {}

    static List<String> prefix() {
        return PREFIX;
    }
}
