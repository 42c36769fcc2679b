package dev.pgrm.domain.database;

/** libpq's sslmode, without {@code allow}, which protects nobody. */
public enum TlsMode {
    DISABLE,
    PREFER,
    REQUIRE,
    VERIFY_CA,
    VERIFY_FULL
}
