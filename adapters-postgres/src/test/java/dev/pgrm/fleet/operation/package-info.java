/** Claims on what is said of statements that failed. */
@NullMarked
package dev.pgrm.fleet.operation;

import org.jspecify.annotations.NullMarked;
