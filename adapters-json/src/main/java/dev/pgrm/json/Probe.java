package dev.pgrm.json;

final class Probe {
    private Probe() {}
}
