/**
 * Looks at both ends before a stream is made, and says what stands in its way. Changes nothing, and does not know how streams are
 * made.
 */
@NullMarked
package dev.pgrm.fleet.preflight;

import org.jspecify.annotations.NullMarked;
