package dev.pgrm.domain;

final class Probe {
    private Probe() {}
}
