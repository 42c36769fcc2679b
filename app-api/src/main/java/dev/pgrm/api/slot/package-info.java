/**
 * Replication slots as they are read over HTTP. Knows what the map knows of them.
 */
@NullMarked
package dev.pgrm.api.slot;

import org.jspecify.annotations.NullMarked;
