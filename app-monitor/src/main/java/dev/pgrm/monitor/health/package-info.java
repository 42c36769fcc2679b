/**
 * What a monitor tells of itself over HTTP: whether it lives, whether it can work, and its metrics.
 */
@NullMarked
package dev.pgrm.monitor.health;

import org.jspecify.annotations.NullMarked;
