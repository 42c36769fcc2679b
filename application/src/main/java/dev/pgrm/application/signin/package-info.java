/**
 * From a key to an actor, and the sessions of browsers. What an actor may do belongs to {@code actor}.
 */
@NullMarked
package dev.pgrm.application.signin;

import org.jspecify.annotations.NullMarked;
