/**
 * Single tables of publications and subscriptions over HTTP, a page at a time. Knows nothing of how they are read.
 */
@NullMarked
package dev.pgrm.api.table;

import org.jspecify.annotations.NullMarked;
