/**
 * Owns broken networks: a TCP proxy that cuts, delays, stalls and swallows on demand.
 * It must not know what is spoken through it.
 */
@NullMarked
package dev.pgrm.devkit.fault;

import org.jspecify.annotations.NullMarked;
