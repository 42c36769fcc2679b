package dev.pgrm.devkit.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was started, last first, when this process is told to end. What a hard kill leaves is the watchdog's. */
final class CleanUp {
    private static final Logger log = LoggerFactory.getLogger(CleanUp.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    CleanUp() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::run, "clean-up"));
    }

    synchronized <T extends AutoCloseable> T add(T resource) {
        started.push(resource);
        return resource;
    }

    private synchronized void run() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                log.warn("Something could not be stopped; the watchdog will", e);
            }
        }
    }
}
