/**
 * One flow of changes from a source to a target, logical or physical: its state, its lag and how sure we are of its two
 * ends.
 */
@NullMarked
package dev.pgrm.domain.stream;

import org.jspecify.annotations.NullMarked;
