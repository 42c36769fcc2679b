/**
 * Owns real Redis servers: the bundled program, started, stopped and broken.
 * It must not know what is kept in them, nor any Redis client.
 */
@NullMarked
package dev.pgrm.devkit.redis;

import org.jspecify.annotations.NullMarked;
