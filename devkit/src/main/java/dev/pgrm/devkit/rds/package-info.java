/**
 * Owns what only Amazon's servers do before they let somebody in: sign-in by IAM tokens, in front of an embedded server.
 * It must not know the SDK, nor what clients do once they are in.
 */
@NullMarked
package dev.pgrm.devkit.rds;

import org.jspecify.annotations.NullMarked;
