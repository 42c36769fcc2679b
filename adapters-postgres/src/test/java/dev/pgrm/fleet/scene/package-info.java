/**
 * Scenes on real servers, looked at with the eyes of the product: every shape that replication takes, and every way in which it
 * fails. Knows nothing of how a poll is made.
 */
@NullMarked
package dev.pgrm.fleet.scene;

import org.jspecify.annotations.NullMarked;
