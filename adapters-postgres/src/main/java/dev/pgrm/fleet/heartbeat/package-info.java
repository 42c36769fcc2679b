/** Writes heartbeats into the log of managed databases. Knows nothing of when. */
@NullMarked
package dev.pgrm.fleet.heartbeat;

import org.jspecify.annotations.NullMarked;
