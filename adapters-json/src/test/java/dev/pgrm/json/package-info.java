/**
 * Claims about the written form. Knows no keeper or sender of it.
 */
@NullMarked
package dev.pgrm.json;

import org.jspecify.annotations.NullMarked;
