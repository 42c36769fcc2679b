package dev.pgrm.domain.database;

/** libpq's target_session_attrs: which of several hosts will do. */
public enum TargetSession {
    ANY,
    READ_WRITE,
    READ_ONLY,
    PRIMARY,
    STANDBY,
    PREFER_STANDBY
}
