package dev.pgrm.devkit.fault;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The weather that all connections of one proxy share. */
final class Network {
    private final Map<Direction, Duration> delays = new EnumMap<>(Direction.class);
    private NetworkState state = NetworkState.PASSING;

    synchronized void become(NetworkState next) {
        state = next;
        notifyAll();
    }

    synchronized void delay(Direction direction, Duration delay) {
        delays.put(direction, delay);
    }

    synchronized void undelayed() {
        delays.clear();
    }

    synchronized Duration delay(Direction direction) {
        return delays.getOrDefault(direction, Duration.ZERO);
    }

    synchronized NetworkState state() {
        return state;
    }

    synchronized void awaitUnstalled() throws InterruptedException {
        while (state == NetworkState.STALLED) {
            wait();
        }
    }

    synchronized void awaitPassing() throws InterruptedException {
        while (state != NetworkState.PASSING) {
            wait();
        }
    }
}
