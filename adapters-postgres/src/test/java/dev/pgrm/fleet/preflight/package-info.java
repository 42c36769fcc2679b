/** Every finding of a preflight, provoked on real servers. */
@NullMarked
package dev.pgrm.fleet.preflight;

import org.jspecify.annotations.NullMarked;
