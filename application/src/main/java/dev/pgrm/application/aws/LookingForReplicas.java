package dev.pgrm.application.aws;

import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.NoWorkers;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.topology.Registered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks every few minutes what RDS says of its replicas, so that the map shows those too that nobody registered or can reach. After
 * a change of the registry it asks sooner; without anything of AWS in it, not at all. For one thread.
 */
public final class LookingForReplicas {
    private static final Duration USUALLY = Duration.ofMinutes(5);
    private static final Duration SOONEST = Duration.ofMinutes(1);

    private final LiveTopology topology;
    private final AskWorker workers;
    private final Clock clock;
    private Instant last = Instant.MIN;
    private @Nullable Registered lookedFor;

    /** Where sources and replicas of what was found are, as it names them: what they are shows only there. */
    private Set<String> regions = Set.of();

    public LookingForReplicas(LiveTopology topology, AskWorker workers, Clock clock) {
        this.topology = topology;
        this.workers = workers;
        this.clock = clock;
    }

    /** One turn: asks if it is time. */
    public void takeTurn() {
        Registered registered = topology.registered();
        if (!AwsInUse.mayHaveRds(registered)) {
            topology.forgetRds();
            return;
        }
        Instant now = clock.instant();
        Duration pause = registered.equals(lookedFor) ? USUALLY : SOONEST;
        if (last.isAfter(now.minus(pause))) {
            return;
        }
        last = now;
        lookedFor = null;
        try {
            RdsInventory found = workers.ask(
                            null,
                            new Question.FindRds(search(AwsInUse.of(registered))),
                            Answer.RdsFound.class,
                            LookingAtAws.DEADLINE)
                    .inventory();
            topology.observe(found);
            boolean all = regions.equals(found.regionsNamed());
            regions = found.regionsNamed();
            lookedFor = all ? registered : null;
        } catch (NoWorkers _) {
            // The map says so already; what RDS said before stands.
        }
    }

    private RdsSearch search(AwsUse use) {
        var everywhere = new TreeSet<>(use.regions());
        everywhere.addAll(regions);
        return new RdsSearch(List.copyOf(everywhere), true, true, use.roles());
    }
}
