/**
 * Benchmarks of the programs as they are shipped, on embedded servers, seen from outside: processes, Redis, WebSocket. Knows nothing
 * of how the programs are made.
 */
@NullMarked
package dev.pgrm.devkit.bench;

import org.jspecify.annotations.NullMarked;
