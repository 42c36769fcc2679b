/**
 * What is kept of the figures over time: which there are, how many become one, and the buckets they are shown in. Knows nothing
 * of where they are kept.
 */
@NullMarked
package dev.pgrm.domain.history;

import org.jspecify.annotations.NullMarked;
