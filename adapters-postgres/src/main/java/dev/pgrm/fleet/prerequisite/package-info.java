/**
 * Reads what a server has for replication. Knows neither who asks nor what follows from it.
 */
@NullMarked
package dev.pgrm.fleet.prerequisite;

import org.jspecify.annotations.NullMarked;
