package dev.pgrm.domain.health;

import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.Concern;
import dev.pgrm.domain.log.Messages;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.postgres.SlotName;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What the logs say of one stream. Many messages of older versions name neither subscription nor slot: those belong to the
 * subscription whose worker wrote them, or to the only one there is.
 */
final class OwnMessages {
    private OwnMessages() {}

    static List<ReplicationMessage> of(Target target) {
        List<ReplicationMessage> recent = target.seen().log().recent();
        if (recent.isEmpty()) {
            return List.of();
        }
        Subscription subscription = target.subscription();
        var concern = Concern.subscription(subscription.oid(), subscription.name(), subscription.slot());
        Set<Integer> workers = workers(subscription);
        boolean alone = subscriptions(target.seen()) == 1;
        return recent.stream()
                .filter(each -> concern.covers(each)
                        || (nameless(each) && (wroteIt(each, workers) || alone))
                        || copiesFor(each, target))
                .toList();
    }

    static List<ReplicationMessage> of(Source source, Target target) {
        SlotName slot = target.subscription().slot();
        return slot == null || source.seen().log().recent().isEmpty()
                ? List.of()
                : Messages.in(source.seen().log()).aboutSlot(slot);
    }

    private static boolean nameless(ReplicationMessage message) {
        String process = message.entry().process();
        return message.subscription() == null
                && message.subscriptionName() == null
                && message.slot() == null
                && (process == null || process.startsWith("logical replication"));
    }

    /** The slots of its copies hold its oid and the system that it is of. */
    private static boolean copiesFor(ReplicationMessage message, Target target) {
        return message.slot() != null
                && new Slot.Copier(
                                target.subscription().oid().toString(),
                                target.seen().server().identity().system().toString())
                        .equals(Slot.copier(message.slot()));
    }

    private static boolean wroteIt(ReplicationMessage message, Set<Integer> workers) {
        Integer pid = message.entry().pid();
        return pid != null && workers.contains(pid);
    }

    private static Set<Integer> workers(Subscription subscription) {
        var workers = new HashSet<Integer>();
        subscription.history().changes().stream()
                .map(WorkerHistory.Change::worker)
                .filter(Objects::nonNull)
                .forEach(workers::add);
        subscription.copies().stream()
                .map(TableCopy::worker)
                .filter(Objects::nonNull)
                .forEach(workers::add);
        ApplyWorker worker = subscription.worker();
        if (worker != null) {
            workers.add(worker.pid());
        }
        return workers;
    }

    private static long subscriptions(Seen seen) {
        return seen.databases().stream()
                .map(DatabaseView::lastSeen)
                .filter(Objects::nonNull)
                .map(DatabaseFacts::subscriptions)
                .mapToLong(List::size)
                .sum();
    }
}
