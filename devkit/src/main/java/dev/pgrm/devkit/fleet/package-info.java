/**
 * Owns fleets: several servers wired by logical and physical replication, described in a few lines and started together.
 * It must not know how a single server is run.
 */
@NullMarked
package dev.pgrm.devkit.fleet;

import org.jspecify.annotations.NullMarked;
