package dev.pgrm.application;

final class Probe {
    private Probe() {}
}
