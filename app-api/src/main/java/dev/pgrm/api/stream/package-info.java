/**
 * Streams as they are read over HTTP. Knows nothing of where they are drawn but what it is given.
 */
@NullMarked
package dev.pgrm.api.stream;

import org.jspecify.annotations.NullMarked;
