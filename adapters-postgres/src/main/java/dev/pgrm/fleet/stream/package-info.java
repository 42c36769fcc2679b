/**
 * How streams are made on servers, step by step, and unmade. Knows the order of things, not who asked for them.
 */
@NullMarked
package dev.pgrm.fleet.stream;

import org.jspecify.annotations.NullMarked;
