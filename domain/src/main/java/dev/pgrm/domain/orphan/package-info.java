/**
 * What this program knows of things that streams left behind, and when it may remove them by itself. What is left behind is for
 * {@code topology} to say; this package never looks at a server, a journal or a clock.
 */
@NullMarked
package dev.pgrm.domain.orphan;

import org.jspecify.annotations.NullMarked;
