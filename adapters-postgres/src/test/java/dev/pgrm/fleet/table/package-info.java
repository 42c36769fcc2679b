/** Pages of tables on real servers. */
@NullMarked
package dev.pgrm.fleet.table;

import org.jspecify.annotations.NullMarked;
