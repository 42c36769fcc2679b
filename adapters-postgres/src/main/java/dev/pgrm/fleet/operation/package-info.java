/**
 * The sessions on which operations work: one for each database, named for the operation and its epoch, and never opened anew within an
 * epoch. What is done on them belongs to the concepts that operations are about.
 */
@NullMarked
package dev.pgrm.fleet.operation;

import org.jspecify.annotations.NullMarked;
