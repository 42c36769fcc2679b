/**
 * Polls real servers and draws what was seen. Nothing here meets the store.
 */
@NullMarked
package dev.pgrm.fleet;

import org.jspecify.annotations.NullMarked;
