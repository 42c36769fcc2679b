/**
 * Signing in and out, and who is behind a request. What they may do is decided in the application.
 */
@NullMarked
package dev.pgrm.api.signin;

import org.jspecify.annotations.NullMarked;
