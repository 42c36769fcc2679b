/**
 * Where observations live: the latest of each server, and the last known that outlives a flushed cache. Makes none itself.
 */
@NullMarked
package dev.pgrm.application.observation;

import org.jspecify.annotations.NullMarked;
