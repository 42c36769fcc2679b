/**
 * Owns the same servers as Docker containers, for machines that have an engine and tests that want the official images.
 * It must not know how fleets are described.
 */
@NullMarked
package dev.pgrm.devkit.containers;

import org.jspecify.annotations.NullMarked;
