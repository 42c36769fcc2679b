/**
 * Claims about the adapters, against a real Redis that is stopped, frozen and killed. Knows nothing of what a live system does with
 * them.
 */
@NullMarked
package dev.pgrm.redis;

import org.jspecify.annotations.NullMarked;
