/**
 * The worker: polls servers and answers what needs a managed database. Any number of them run side by side.
 */
@NullMarked
package dev.pgrm.monitor;

import org.jspecify.annotations.NullMarked;
