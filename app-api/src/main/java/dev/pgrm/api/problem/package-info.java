/**
 * Every error as RFC 9457 problem details: a stable code, what happened, what to do.
 */
@NullMarked
package dev.pgrm.api.problem;

import org.jspecify.annotations.NullMarked;
