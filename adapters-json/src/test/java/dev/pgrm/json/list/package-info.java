/**
 * Claims about the written lists. Knows no server.
 */
@NullMarked
package dev.pgrm.json.list;

import org.jspecify.annotations.NullMarked;
