/**
 * What both ends must have before a stream is made between them, and what is judged of what they have. Knows neither how the facts
 * are read nor how streams are made.
 */
@NullMarked
package dev.pgrm.domain.preflight;

import org.jspecify.annotations.NullMarked;
