/**
 * What no stream uses any more: finding it, removing it on somebody's request, and removing by itself what this program made. What is
 * an orphan is for the domain to say, and how it is removed for adapters.
 */
@NullMarked
package dev.pgrm.application.orphan;

import org.jspecify.annotations.NullMarked;
