/**
 * Goes the way to a database once, stage by stage, and tells how far it came and what stands in the way. Changes nothing there,
 * keeps no session, and knows nothing of who asked.
 */
@NullMarked
package dev.pgrm.fleet.trial;

import org.jspecify.annotations.NullMarked;
