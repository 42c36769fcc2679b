package dev.pgrm.redis;

final class Probe {
    private Probe() {}
}
