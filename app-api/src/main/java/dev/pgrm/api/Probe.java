package dev.pgrm.api;

final class Probe {
    private Probe() {}
}
