/**
 * Speaks to the managed databases. Never meets the store, and is never used by the API.
 */
@NullMarked
package dev.pgrm.fleet;

import org.jspecify.annotations.NullMarked;
