package dev.pgrm.monitor;

final class Probe {
    private Probe() {}
}
