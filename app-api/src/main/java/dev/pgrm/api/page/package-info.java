/**
 * How lists are asked for over HTTP: limits, filters, and cursors that lead from page to page. Knows none of the lists.
 */
@NullMarked
package dev.pgrm.api.page;

import org.jspecify.annotations.NullMarked;
