/**
 * Connection tests against real servers, each broken in one way. Knows nothing of who asks for them.
 */
@NullMarked
package dev.pgrm.fleet.trial;

import org.jspecify.annotations.NullMarked;
