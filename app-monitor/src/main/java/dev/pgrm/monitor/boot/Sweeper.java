package dev.pgrm.monitor.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.history.Chronicle;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.orphan.FindingOrphans;
import dev.pgrm.application.orphan.OrphanSweep;
import dev.pgrm.application.orphan.RemovingOrphans;
import dev.pgrm.application.topology.LiveTopology;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Removes what streams made here left behind, if the settings say so; by the one worker that puts the map together. */
@Context
final class Sweeper {
    private static final Duration LOOK = Duration.ofMinutes(1);

    private final @Nullable Recurrence looking;

    Sweeper(
            MonitorSettings settings,
            StoreGate store,
            Chronicle chronicle,
            LiveTopology topology,
            Registry registry,
            Journal journal,
            Transactions transactions,
            Audit audit,
            Doorbell doorbell,
            Progress progress,
            Clock clock) {
        if (settings.orphans() == null) {
            this.looking = null;
            return;
        }
        var authorization = new RoleAuthorization();
        var removing = new RemovingOrphans(
                topology,
                registry,
                new Commissioning(journal, transactions, audit, new Announcing(doorbell, progress), clock),
                authorization);
        var finding = new FindingOrphans(topology, journal, authorization);
        var sweep = new OrphanSweep(settings.orphans(), topology, finding, removing, journal, clock);
        this.looking = Recurrence.start("removing orphans", LOOK, () -> {
            if (store.isOpen() && chronicle.holding()) {
                sweep.takeTurn();
            }
        });
    }

    @PreDestroy
    void stop() {
        if (looking != null) {
            looking.close();
        }
    }
}
