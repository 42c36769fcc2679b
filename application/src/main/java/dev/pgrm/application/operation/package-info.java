/**
 * Durable operations: claim, journal and progress as ports, so that a worker and the command line run the same steps.
 */
@NullMarked
package dev.pgrm.application.operation;

import org.jspecify.annotations.NullMarked;
