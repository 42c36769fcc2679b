/**
 * Single tables of publications and subscriptions, and those that could be published, over HTTP, a page at a time. Knows nothing
 * of how they are read.
 */
@NullMarked
package dev.pgrm.api.table;

import org.jspecify.annotations.NullMarked;
