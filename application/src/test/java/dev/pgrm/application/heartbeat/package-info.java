@NullMarked
package dev.pgrm.application.heartbeat;

import org.jspecify.annotations.NullMarked;
