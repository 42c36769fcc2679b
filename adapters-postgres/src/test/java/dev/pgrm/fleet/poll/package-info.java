/**
 * Polls real servers and draws what was seen. Nothing here meets the store.
 */
@NullMarked
package dev.pgrm.fleet.poll;

import org.jspecify.annotations.NullMarked;
