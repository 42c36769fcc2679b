/**
 * Owns single PostgreSQL servers of every supported version: unpacking, starting, breaking and asking them.
 * It must not know how servers are wired into fleets.
 */
@NullMarked
package dev.pgrm.devkit.postgres;

import org.jspecify.annotations.NullMarked;
