/**
 * What AWS lets us do and what RDS has, over HTTP. Knows neither the SDK nor credentials: a worker looks.
 */
@NullMarked
package dev.pgrm.api.aws;

import org.jspecify.annotations.NullMarked;
