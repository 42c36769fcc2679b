/**
 * The map as a pure function of registry, observations and identities. Never needs a connection and never reads a
 * clock.
 */
@NullMarked
package dev.pgrm.domain.topology;

import org.jspecify.annotations.NullMarked;
