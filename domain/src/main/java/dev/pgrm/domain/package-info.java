/**
 * The rules of replication management in plain Java. No framework, no I/O, no clock.
 */
@NullMarked
package dev.pgrm.domain;

import org.jspecify.annotations.NullMarked;
