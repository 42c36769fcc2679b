/**
 * Gives readers of idle databases something to confirm, so that their slots move on. Knows which databases those are, not how a message
 * is written.
 */
@NullMarked
package dev.pgrm.application.heartbeat;

import org.jspecify.annotations.NullMarked;
