/**
 * Owns the rules over the whole house: which room may know which, and how rooms are kept.
 * It must not know what happens inside a room.
 */
@NullMarked
package dev.pgrm.checks;

import org.jspecify.annotations.NullMarked;
