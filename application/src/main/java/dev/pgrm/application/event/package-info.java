/**
 * That something changed, told to all processes. An event carries no truth: whoever hears it reads the store again.
 */
@NullMarked
package dev.pgrm.application.event;

import org.jspecify.annotations.NullMarked;
