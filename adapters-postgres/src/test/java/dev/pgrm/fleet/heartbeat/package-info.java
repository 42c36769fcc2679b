@NullMarked
package dev.pgrm.fleet.heartbeat;

import org.jspecify.annotations.NullMarked;
