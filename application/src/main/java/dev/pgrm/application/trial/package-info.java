/**
 * Whether a database can be connected to and replicated, registered or not: a worker goes the way and tells. Knows nothing of
 * how it goes.
 */
@NullMarked
package dev.pgrm.application.trial;

import org.jspecify.annotations.NullMarked;
