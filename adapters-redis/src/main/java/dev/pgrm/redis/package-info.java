/**
 * The live side of the house on Redis: observations, leases, questions, events, sessions. Must not know what an observation means,
 * nor keep anything that could not be lost.
 */
@NullMarked
package dev.pgrm.redis;

import org.jspecify.annotations.NullMarked;
