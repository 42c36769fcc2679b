/**
 * How domain objects are written as JSON where they are kept or sent: stable, compact, tolerant of a neighbour version. Must not
 * know who keeps or sends them, and is not the API's writing.
 */
@NullMarked
package dev.pgrm.json;

import org.jspecify.annotations.NullMarked;
