/**
 * Owns steady write traffic on the tables of a fleet.
 * It must not know how servers are run or why they go away; it comes back when they do.
 */
@NullMarked
package dev.pgrm.devkit.workload;

import org.jspecify.annotations.NullMarked;
