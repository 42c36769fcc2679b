/**
 * The course of figures over HTTP. Knows nothing of how they are kept.
 */
@NullMarked
package dev.pgrm.api.history;

import org.jspecify.annotations.NullMarked;
