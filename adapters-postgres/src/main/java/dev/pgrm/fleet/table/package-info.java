/**
 * Single tables of a managed database, a page at a time. Knows nothing of polls, nor of who asks.
 */
@NullMarked
package dev.pgrm.fleet.table;

import org.jspecify.annotations.NullMarked;
