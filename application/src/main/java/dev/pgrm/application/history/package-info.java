/**
 * History: writing down what the map shows, and looking back at it. Knows ports for what is kept, not how it is kept, and
 * watches nothing itself.
 */
@NullMarked
package dev.pgrm.application.history;

import org.jspecify.annotations.NullMarked;
