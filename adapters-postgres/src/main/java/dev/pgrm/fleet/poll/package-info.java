/**
 * Looks at one server over and over: one round trip for each held session, composed from what the server is and what our role may
 * see. Reports facts and judges nothing.
 */
@NullMarked
package dev.pgrm.fleet.poll;

import org.jspecify.annotations.NullMarked;
