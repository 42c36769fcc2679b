package dev.pgrm.redis;

import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.ServerId;
import java.util.UUID;

/** Every key and channel. The part in braces decides the node of a cluster that holds a key. */
final class Keys {
    static final String LIVE_WORKERS = "pgrm:{workers}:alive";

    static final String OBSERVATIONS = "pgrm:observations";
    static final String REGISTRY = "pgrm:registry";
    static final String WORK = "pgrm:work";
    static final String PROGRESS = "pgrm:progress";

    private Keys() {}

    static String observation(ServerId server) {
        return "pgrm:{server:" + server + "}:observation";
    }

    static String lease(ServerId server) {
        return "pgrm:{server:" + server + "}:lease";
    }

    static String session(String tokenDigest) {
        return "pgrm:{session:" + tokenDigest + "}";
    }

    static String failures(String addressDigest) {
        return "pgrm:{failures:" + addressDigest + "}";
    }

    static String questions(WorkerId worker) {
        return "pgrm:worker:" + worker + ":questions";
    }

    static String answers(UUID asker) {
        return "pgrm:asker:" + asker + ":answers";
    }
}
