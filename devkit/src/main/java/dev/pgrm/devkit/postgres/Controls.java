package dev.pgrm.devkit.postgres;

/** What a human types to stop and start a server while the JVM that started it goes on. */
public record Controls(String stop, String start) {}
