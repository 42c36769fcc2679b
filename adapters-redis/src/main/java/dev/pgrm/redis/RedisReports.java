package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.watch.Reports;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;

/** Puts an observation under a key that expires and on the channel, if its worker holds the lease of its server. */
public final class RedisReports implements Reports {
    private final RedisLink link;
    private final Format<Observation> format;
    private final String lifetime;

    public RedisReports(RedisLink link, Format<Observation> format, Duration lifetime) {
        this.link = link;
        this.format = format;
        this.lifetime = Long.toString(lifetime.toMillis());
    }

    @Override
    public Outcome publish(Observation observation, WorkerId by) {
        String written = format.write(observation);
        ServerId server = observation.serverId();
        long answer = link.<Long>call(redis -> Script.PUBLISH.run(
                redis,
                ScriptOutputType.INTEGER,
                new String[] {Keys.lease(server), Keys.observation(server)},
                by.toString(),
                written,
                lifetime,
                Keys.OBSERVATIONS));
        if (answer == 0) {
            return Outcome.LEASE_ENDED;
        }
        return answer == 1 ? Outcome.PUBLISHED : Outcome.LEASE_TAKEN;
    }
}
