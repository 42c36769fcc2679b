/**
 * Reads the settings, wires the adapters to the ports, and starts. The only place of this app that knows adapters by name.
 */
@NullMarked
package dev.pgrm.api.boot;

import org.jspecify.annotations.NullMarked;
