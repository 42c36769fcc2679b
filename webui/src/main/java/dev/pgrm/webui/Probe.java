package dev.pgrm.webui;

final class Probe {
    private Probe() {}
}
