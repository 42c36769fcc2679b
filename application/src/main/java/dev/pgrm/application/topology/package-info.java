/**
 * The latest topology, put together from registry, observations and identities. Draws no picture and reaches no database.
 */
@NullMarked
package dev.pgrm.application.topology;

import org.jspecify.annotations.NullMarked;
