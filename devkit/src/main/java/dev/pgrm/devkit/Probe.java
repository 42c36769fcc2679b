package dev.pgrm.devkit;

final class Probe {
    private Probe() {}
}
