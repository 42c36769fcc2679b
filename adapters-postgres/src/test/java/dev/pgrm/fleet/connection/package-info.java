/**
 * Connects to real servers, and to what only looks like one. Nothing here meets the store.
 */
@NullMarked
package dev.pgrm.fleet.connection;

import org.jspecify.annotations.NullMarked;
