/**
 * Making, changing and removing streams, as somebody asks for it. How it is done on servers belongs to adapters, and that it is done
 * to its end to {@code operation}.
 */
@NullMarked
package dev.pgrm.application.stream;

import org.jspecify.annotations.NullMarked;
