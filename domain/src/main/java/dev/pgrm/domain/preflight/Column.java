package dev.pgrm.domain.preflight;

/**
 * A column of a table.
 *
 * @param type with its modifiers, as the server writes it
 * @param filled has a default, or is an identity
 * @param identityAlways numbers that are given by hand are refused, unless replication brings them
 */
public record Column(
        String name, String type, boolean required, boolean filled, boolean generated, boolean identityAlways) {}
