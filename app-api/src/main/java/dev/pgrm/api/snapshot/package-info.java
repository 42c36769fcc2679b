/**
 * All that is known now, in one document. Knows nothing of how it came to be known.
 */
@NullMarked
package dev.pgrm.api.snapshot;

import org.jspecify.annotations.NullMarked;
