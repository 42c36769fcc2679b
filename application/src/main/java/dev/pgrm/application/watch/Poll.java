package dev.pgrm.application.watch;

import dev.pgrm.domain.server.Server;
import java.time.Duration;

/** One poll that ended, for those who measure. */
public record Poll(Server server, Duration took, boolean seen) {}
