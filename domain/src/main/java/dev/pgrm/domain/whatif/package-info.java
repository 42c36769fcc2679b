/**
 * What would become of streams and slots if something happened to a server. Holds the questions and the answers; who would feel it
 * follows from the map, of which this package knows nothing.
 */
@NullMarked
package dev.pgrm.domain.whatif;

import org.jspecify.annotations.NullMarked;
