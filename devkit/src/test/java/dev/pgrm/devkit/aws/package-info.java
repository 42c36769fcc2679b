/**
 * Proves through the official SDK alone that the endpoint answers as AWS does.
 * It must not reach past the wire into the endpoint's state, except to lay out what a test needs.
 */
@NullMarked
package dev.pgrm.devkit.aws;

import org.jspecify.annotations.NullMarked;
