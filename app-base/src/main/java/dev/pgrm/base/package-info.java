/**
 * What both deployables share: the settings they have in common, the wiring to store and Redis, health, metrics and starting up.
 * Knows neither of them, and no managed database.
 */
@NullMarked
package dev.pgrm.base;

import org.jspecify.annotations.NullMarked;
