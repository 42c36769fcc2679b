package dev.pgrm.monitor.health;

import dev.pgrm.application.watch.Poll;
import dev.pgrm.application.watch.Watching;
import dev.pgrm.fleet.connection.Sessions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

/** How polling goes, as metrics. */
@Singleton
public final class PollMeter {
    private final Timer seen;
    private final Timer unseen;

    PollMeter(MeterRegistry registry, BeanProvider<Watching> watching, BeanProvider<Sessions> sessions) {
        this.seen = timer(registry, "seen");
        this.unseen = timer(registry, "unseen");
        Gauge.builder("pgrm.servers.watched", () -> watching.get().watched().size())
                .description("Servers that this monitor polls")
                .register(registry);
        Gauge.builder("pgrm.fleet.connections", () -> sessions.get().number())
                .description("Sessions of this monitor on managed databases")
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("pgrm.poll.duration")
                .description("How long a poll of one server took")
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    public void count(Poll poll) {
        (poll.seen() ? seen : unseen).record(poll.took());
    }
}
