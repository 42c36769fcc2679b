/**
 * The topology over HTTP and WebSocket: its written form, what changed since, and where things are drawn.
 */
@NullMarked
package dev.pgrm.api.topology;

import org.jspecify.annotations.NullMarked;
