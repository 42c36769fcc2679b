/**
 * What no stream uses as it is read and removed over HTTP. Knows nothing of how it is removed on servers.
 */
@NullMarked
package dev.pgrm.api.orphan;

import org.jspecify.annotations.NullMarked;
