package dev.pgrm.devkit.fault;

/** Which way bytes go through the proxy; the client is whoever connected to it. */
public enum Direction {
    TO_SERVER,
    TO_CLIENT
}
