package dev.pgrm.domain.log;

/** Up to where a log has been read: a file, and an offset or a marker in it. */
public record LogPosition(String file, String offset) {}
