package dev.pgrm.aws;

final class Probe {
    private Probe() {}
}
