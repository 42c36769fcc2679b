/**
 * Dividing the servers among the workers and polling those that fell to us. Knows ports for leases and probes, not how they are
 * kept.
 */
@NullMarked
package dev.pgrm.application.watch;

import org.jspecify.annotations.NullMarked;
