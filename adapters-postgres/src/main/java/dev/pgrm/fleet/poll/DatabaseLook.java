package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.fleet.poll.PublicationsSection.Publications;
import dev.pgrm.fleet.poll.SubscriptionsSection.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is asked of one database at each poll, and its facts: what was read, and what goes on from the facts before. */
final class DatabaseLook {
    /** Counting so many takes the server less time than the rest of the poll. */
    private static final int ALWAYS_COUNTED = 1_000;

    private final Section<Publications> publications = new PublicationsSection();
    private final Section<Map<PublicationName, PublishedTables>> published = new PublishedTablesSection();
    private final Section<Boolean> presence = new PresenceSection();
    private final SubscriptionsSection subscriptions = new SubscriptionsSection();
    private final Section<Map<Oid, List<TableCopy>>> copies = new TableCopiesSection();

    private final Cadence recounts = new Cadence(Duration.ZERO);
    private @Nullable Publications counted;
    private @Nullable Publications latest;

    /** @param thorough whether what is dear is due as well */
    List<Section<?>> sections(@Nullable DatabaseFacts before, boolean thorough, Instant now) {
        boolean copying = before == null || !allReady(before);
        subscriptions.count(thorough || copying || tables(before) <= ALWAYS_COUNTED);
        boolean none = before != null && before.subscriptions().isEmpty() && !thorough;
        var sections = new ArrayList<Section<?>>(List.of(publications, none ? presence : subscriptions));
        if (copying || thorough) {
            sections.add(copies);
        }
        if (thorough || (changed() && recounts.due(now))) {
            sections.add(published);
        }
        return sections;
    }

    /** What was published when tables were counted, and what is: the next poll counts again where they differ. */
    void took(Reading reading, Instant now, Duration time) {
        boolean changed = changed();
        latest = reading.of(publications);
        if (reading.has(published)) {
            if (changed) {
                recounts.looked(now, time);
            }
            counted = latest;
        } else if (counted == null) {
            // Another worker counted; whether anything changed since is not known.
            counted = latest;
        }
    }

    private boolean changed() {
        return !Objects.equals(counted, latest);
    }

    /** What has to be asked after all, once there is a first subscription. */
    List<Section<?>> missed(Reading reading) {
        return reading.has(presence) && reading.of(presence) ? List.of(subscriptions, copies) : List.of();
    }

    private static boolean allReady(DatabaseFacts facts) {
        return facts.subscriptions().stream()
                .allMatch(subscription -> subscription.tables().allReady());
    }

    private static int tables(@Nullable DatabaseFacts facts) {
        return facts == null
                ? 0
                : facts.subscriptions().stream()
                        .mapToInt(subscription -> subscription.tables().total())
                        .sum();
    }

    DatabaseFacts facts(String name, Reading reading, @Nullable DatabaseFacts before, Instant now) {
        return new DatabaseFacts(name, publications(reading, before), subscriptions(reading, before, now));
    }

    private List<Publication> publications(Reading reading, @Nullable DatabaseFacts before) {
        return reading.of(publications).all().stream()
                .map(publication -> new Publication(
                        publication.name(),
                        publication.allTables(),
                        publication.schemas(),
                        publication.operations(),
                        publication.viaRoot(),
                        reading.has(published)
                                ? reading.of(published).get(publication.name())
                                : tables(publication.name(), before)))
                .toList();
    }

    private static @Nullable PublishedTables tables(PublicationName name, @Nullable DatabaseFacts before) {
        return before == null
                ? null
                : before.publications().stream()
                        .filter(publication -> publication.name().equals(name))
                        .findFirst()
                        .map(Publication::tables)
                        .orElse(null);
    }

    private List<Subscription> subscriptions(Reading reading, @Nullable DatabaseFacts before, Instant now) {
        if (!reading.has(subscriptions)) {
            return List.of();
        }
        Subscriptions read = reading.of(subscriptions);
        Map<Oid, List<TableCopy>> running = reading.has(copies) ? reading.of(copies) : Map.of();
        return read.all().stream()
                .map(subscription -> carriedOn(
                        subscription,
                        read.counted(),
                        running.getOrDefault(subscription.oid(), List.of()),
                        of(subscription.oid(), before),
                        now))
                .toList();
    }

    private static @Nullable Subscription of(Oid oid, @Nullable DatabaseFacts before) {
        return before == null
                ? null
                : before.subscriptions().stream()
                        .filter(subscription -> subscription.oid().equals(oid))
                        .findFirst()
                        .orElse(null);
    }

    private static Subscription carriedOn(
            Subscription read, boolean counted, List<TableCopy> running, @Nullable Subscription before, Instant now) {
        List<TableCopy> copies = CarriedCopies.carried(running, before);
        TableStates tables = counted || before == null ? read.tables() : before.tables();
        return new Subscription(
                read.oid(),
                read.name(),
                read.enabled(),
                read.slot(),
                read.publications(),
                read.publisher(),
                read.options(),
                read.worker(),
                tables,
                copies,
                CarriedCopies.history(tables, copies, before, now),
                read.counters(),
                read.skip(),
                (before == null ? WorkerHistory.EMPTY : before.history()).with(change(read, now)));
    }

    private static WorkerHistory.Change change(Subscription read, Instant now) {
        return new WorkerHistory.Change(
                now,
                read.enabled(),
                read.worker() == null ? null : read.worker().pid(),
                read.counters().applyErrors(),
                read.counters().syncErrors());
    }
}
