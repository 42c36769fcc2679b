package dev.pgrm.domain.observation;

import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What in observations of one server hints at a stream that breaks or mends, before anybody knows which. No verdict: a reason to look closer. */
public final class Suspicion {
    /** Something that is not as it should be. */
    public record Sign(Kind kind, String subject) {}

    /** Kinds of signs. */
    public enum Kind {
        SERVER_UNSEEN,
        DATABASE_UNSEEN,
        SLOT_INACTIVE,
        SLOT_LOST,
        SUBSCRIPTION_DISABLED,
        WORKER_MISSING,
        WORKER_BLOCKED,
        RECEIVER_MISSING
    }

    private Suspicion() {}

    /** What stands as long as the trouble does. */
    public static Set<Sign> signs(Observation observation) {
        return switch (observation) {
            case Unseen _ -> Set.of(new Sign(Kind.SERVER_UNSEEN, ""));
            case Seen seen -> signs(seen);
        };
    }

    private static Set<Sign> signs(Seen seen) {
        var signs = new HashSet<Sign>();
        if (seen.server().identity().inRecovery() && seen.server().receiver() == null) {
            signs.add(new Sign(Kind.RECEIVER_MISSING, ""));
        }
        for (Slot slot : seen.server().slots()) {
            if (!slot.temporary() && !slot.synced() && !slot.copiesTable()) {
                addIf(!slot.active(), Kind.SLOT_INACTIVE, slot.name().value(), signs);
                addIf(slot.lost(), Kind.SLOT_LOST, slot.name().value(), signs);
            }
        }
        for (DatabaseView view : seen.databases()) {
            addIf(
                    view instanceof DatabaseUnseen,
                    Kind.DATABASE_UNSEEN,
                    view.id().toString(),
                    signs);
        }
        subscriptions(seen).forEach((name, subscription) -> {
            boolean runs = subscription.worker() != null;
            addIf(!subscription.enabled(), Kind.SUBSCRIPTION_DISABLED, name, signs);
            addIf(subscription.enabled() && !runs, Kind.WORKER_MISSING, name, signs);
            addIf(
                    subscription.worker() != null && subscription.worker().blocked() != null,
                    Kind.WORKER_BLOCKED,
                    name,
                    signs);
        });
        return Set.copyOf(signs);
    }

    private static void addIf(boolean so, Kind kind, String subject, Set<Sign> signs) {
        if (so) {
            signs.add(new Sign(kind, subject));
        }
    }

    /**
     * Whether something happened between two looks that leaves no sign behind: a server or a worker that began anew, an error that was
     * counted, a sender or slot that is gone.
     */
    public static boolean stirred(@Nullable Observation before, Observation now) {
        return before instanceof Seen earlier && now instanceof Seen later && stirred(earlier, later);
    }

    private static boolean stirred(Seen before, Seen now) {
        return !before.server()
                        .identity()
                        .startedAt()
                        .equals(now.server().identity().startedAt())
                || before.server().identity().timeline()
                        != now.server().identity().timeline()
                || !names(now).containsAll(names(before))
                || workersStirred(subscriptions(before), subscriptions(now));
    }

    /** Senders and slots that should stay, copies of tables excepted. */
    private static Set<String> names(Seen seen) {
        var names = new HashSet<String>();
        seen.server().senders().stream()
                .filter(sender -> !sender.copiesTable())
                .forEach(sender -> names.add("sender " + sender.pid()));
        seen.server().slots().stream()
                .filter(slot -> !slot.temporary() && !slot.copiesTable())
                .forEach(slot -> names.add("slot " + slot.name().value()));
        return names;
    }

    private static boolean workersStirred(Map<String, Subscription> before, Map<String, Subscription> now) {
        return before.entrySet().stream().anyMatch(each -> {
            Subscription later = now.get(each.getKey());
            return later == null || workerStirred(each.getValue(), later);
        });
    }

    private static boolean workerStirred(Subscription before, Subscription now) {
        boolean replaced = before.worker() != null
                && now.worker() != null
                && before.worker().pid() != now.worker().pid();
        return replaced
                || !Objects.equals(
                        before.counters().applyErrors(), now.counters().applyErrors())
                || !Objects.equals(
                        before.counters().syncErrors(), now.counters().syncErrors());
    }

    private static Map<String, Subscription> subscriptions(Seen seen) {
        var all = new HashMap<String, Subscription>();
        for (DatabaseView view : seen.databases()) {
            DatabaseFacts facts = view.lastSeen();
            if (facts != null) {
                facts.subscriptions()
                        .forEach(
                                each -> all.put(facts.name() + "/" + each.name().value(), each));
            }
        }
        return all;
    }
}
