/**
 * The registry of databases over HTTP.
 */
@NullMarked
package dev.pgrm.api.database;

import org.jspecify.annotations.NullMarked;
