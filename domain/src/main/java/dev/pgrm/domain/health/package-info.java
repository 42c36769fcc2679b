/**
 * Verdicts: how well something is, what is wrong with it in plain words, and what to do. Judges facts that others gathered, and
 * knows nothing of the map they are drawn on.
 */
@NullMarked
package dev.pgrm.domain.health;

import org.jspecify.annotations.NullMarked;
