/**
 * Operations over HTTP: how they stand, and that somebody wants one to stop or to be tried again. Knows nothing of what they do.
 */
@NullMarked
package dev.pgrm.api.operation;

import org.jspecify.annotations.NullMarked;
