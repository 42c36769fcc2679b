/**
 * Who does something, and whether they may. How somebody proved to be who they are belongs to {@code signin}.
 */
@NullMarked
package dev.pgrm.application.actor;

import org.jspecify.annotations.NullMarked;
