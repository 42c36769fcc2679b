/** Claims on monitors that run: on a real store, Redis, AWS endpoint and servers. They know the programs from outside, and the ports. */
@NullMarked
package dev.pgrm.monitor;

import org.jspecify.annotations.NullMarked;
