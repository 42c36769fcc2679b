/** Claims on making streams: on real servers, killed workers and stopped servers included. */
@NullMarked
package dev.pgrm.fleet.stream;

import org.jspecify.annotations.NullMarked;
