/**
 * Questions about one server over HTTP. Knows nothing of how they are answered.
 */
@NullMarked
package dev.pgrm.api.server;

import org.jspecify.annotations.NullMarked;
