/**
 * How verdicts are read. Judges nothing itself.
 */
@NullMarked
package dev.pgrm.api.health;

import org.jspecify.annotations.NullMarked;
