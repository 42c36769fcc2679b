/**
 * Streams over HTTP: as they are read, and as somebody wants them made. Knows nothing of where they are drawn but what it is
 * given.
 */
@NullMarked
package dev.pgrm.api.stream;

import org.jspecify.annotations.NullMarked;
