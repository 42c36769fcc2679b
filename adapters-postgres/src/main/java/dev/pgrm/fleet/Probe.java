package dev.pgrm.fleet;

final class Probe {
    private Probe() {}
}
