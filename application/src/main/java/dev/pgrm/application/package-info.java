/**
 * Use cases, and the ports they need. Depends on the domain alone; adapters implement the ports, and the apps wire them.
 */
@NullMarked
package dev.pgrm.application;

import org.jspecify.annotations.NullMarked;
