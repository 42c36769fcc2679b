package dev.pgrm.monitor.health;

import dev.pgrm.application.watch.Poll;
import dev.pgrm.application.watch.Watching;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** How polling goes, as metrics. */
@Singleton
public final class PollMeter {
    private final MeterRegistry registry;
    private final Timer seen;
    private final Timer unseen;

    PollMeter(MeterRegistry registry, BeanProvider<Watching> watching) {
        this.registry = registry;
        this.seen = timer(registry, "seen");
        this.unseen = timer(registry, "unseen");
        Gauge.builder("pgrm.servers.watched", () -> watching.get().watched().size())
                .description("Servers that this monitor polls")
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, String outcome) {
        return Timer.builder("pgrm.poll.duration")
                .description("How long a poll of one server took")
                .tag("outcome", outcome)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /** Tells how many sessions on managed databases this monitor has. */
    public void tellSessions(Supplier<Number> number) {
        Gauge.builder("pgrm.fleet.connections", number)
                .description("Sessions of this monitor on managed databases")
                .register(registry);
    }

    public void count(Poll poll) {
        (poll.seen() ? seen : unseen).record(poll.took());
    }
}
