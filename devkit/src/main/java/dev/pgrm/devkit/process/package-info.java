/**
 * Owns what any embedded server needs of the operating system: an account, folders, ports, signals, and a watchdog so that nothing outlives the JVM.
 * It must not know which servers there are.
 */
@NullMarked
package dev.pgrm.devkit.process;

import org.jspecify.annotations.NullMarked;
