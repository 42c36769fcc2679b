/**
 * Looking at single tables on request: asked of the monitor that watches their server, since only monitors reach managed
 * databases. Knows no statement.
 */
@NullMarked
package dev.pgrm.application.table;

import org.jspecify.annotations.NullMarked;
