package dev.pgrm.application.log;

import dev.pgrm.application.log.RdsLogFiles.Instance;
import dev.pgrm.application.log.RdsLogTail.Step;
import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.server.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes that read the logs of RDS by its own means, beside the polls and at a modest pace: AWS counts the calls of an account. A
 * poll takes along what has been read by then.
 */
public final class RdsProbes implements Probe.Factory {
    private static final Logger log = LoggerFactory.getLogger(RdsProbes.class);
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final Probe.Factory probes;
    private final RdsLogFiles files;
    private final Clock clock;
    private final Executor beside;

    public RdsProbes(Probe.Factory probes, RdsLogFiles files, Clock clock) {
        this(probes, files, clock, work -> Thread.ofVirtual().name("log of RDS").start(work));
    }

    RdsProbes(Probe.Factory probes, RdsLogFiles files, Clock clock, Executor beside) {
        this.probes = probes;
        this.files = files;
        this.clock = clock;
        this.beside = beside;
    }

    @Override
    public Probe open(Server server, List<Database> databases) {
        Probe probe = probes.open(server, databases);
        String host = server.endpoint().host();
        RdsHost rds = RdsHost.parse(host);
        if (rds == null) {
            return probe;
        }
        if (rds.kind() != RdsHost.Kind.INSTANCE) {
            return new RdsProbe(probe, null);
        }
        IamRole role = databases.stream()
                .map(database -> database.spec().access().iamRole())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new RdsProbe(
                probe, new RdsLogTail(files, new Instance(host.substring(0, host.indexOf('.')), rds.region(), role)));
    }

    private final class RdsProbe implements Probe {
        private final Probe probe;
        private final @Nullable RdsLogTail tail;
        private @Nullable CompletableFuture<Step> reading;
        private @Nullable ServerLog latest;
        private Instant begunAt = Instant.MIN;
        private List<ReplicationMessage> heard = List.of();

        RdsProbe(Probe probe, @Nullable RdsLogTail tail) {
            this.probe = probe;
            this.tail = tail;
        }

        @Override
        public Observation poll(@Nullable Observation previous) {
            heard = List.of();
            Seen before = previous == null ? null : previous.lastSeen();
            Observation observation = probe.poll(previous);
            return observation instanceof Seen seen ? with(seen, logAfter(before)) : observation;
        }

        private ServerLog logAfter(@Nullable Seen before) {
            ServerLog known = before == null ? ServerLog.UNKNOWN : before.log();
            if (tail == null) {
                return ServerLog.unreadable(
                        "RDS keeps a log for each instance, and this is the endpoint of a cluster or proxy",
                        "Register a database by the endpoint of each instance",
                        known);
            }
            if (latest == null) {
                latest = new ServerLog(null, known.position(), known.skipped(), known.recent());
            }
            takeAlong();
            Instant now = clock.instant();
            // Whichever way: a clock may be set back.
            if (reading == null && Duration.between(begunAt, now).abs().compareTo(EVERY) >= 0) {
                begunAt = now;
                ServerLog from = latest;
                reading = CompletableFuture.supplyAsync(() -> tail.step(from, now), beside);
            }
            return latest;
        }

        private void takeAlong() {
            if (reading == null || !reading.isDone()) {
                return;
            }
            try {
                Step step = reading.join();
                latest = step.log();
                heard = step.heard();
            } catch (RuntimeException e) {
                log.warn("A log of RDS could not be read; the next attempt follows", e);
            }
            reading = null;
        }

        private static Seen with(Seen seen, ServerLog read) {
            return new Seen(
                    seen.serverId(),
                    seen.at(),
                    seen.latency(),
                    seen.server(),
                    seen.databases(),
                    seen.walHistory(),
                    seen.slotHistory(),
                    read);
        }

        @Override
        public List<ReplicationMessage> heard() {
            return heard;
        }

        @Override
        public void close() {
            probe.close();
        }
    }
}
