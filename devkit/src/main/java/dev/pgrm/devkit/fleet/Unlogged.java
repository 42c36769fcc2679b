package dev.pgrm.devkit.fleet;

/** A server writes a statement that fails to its log, with the password in it. */
final class Unlogged {
    /** Said before such a statement on the same connection. */
    static final String STATEMENTS = "set log_min_error_statement = panic";

    private Unlogged() {}
}
