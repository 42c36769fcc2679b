/**
 * How closed history is packed: a table of times and figures as few bytes. Knows neither SQL nor where the bytes are kept.
 */
@NullMarked
package dev.pgrm.store.chunk;

import org.jspecify.annotations.NullMarked;
