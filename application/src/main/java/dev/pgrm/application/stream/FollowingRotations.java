package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.CredentialMark;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.Commissioning.Order;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.ReconnectStream.Reason;
import dev.pgrm.domain.stream.SubscriptionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees when the secret of a replication account is another than the one that subscriptions hold, and has them given the new one: a
 * subscription that runs does not need it until it connects anew. {@link #takeTurn} is for one thread. Of several workers that see the
 * same at once, one asks.
 */
public final class FollowingRotations {
    private static final Logger log = LoggerFactory.getLogger(FollowingRotations.class);
    private static final Actor ROTATION = new Actor("rotation", Set.of(Role.ADMIN));

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** So many failures in a row make for the longest pause. */
    private static final int FAILURES_LOOKED_AT = 7;

    private final KeptConnections kept;
    private final StreamsOnMap streams;
    private final Credentials credentials;
    private final Journal journal;
    private final Commissioning commissioning;
    private final Clock clock;

    /** What came of comparing, which takes its time, so that it is done once. */
    private final Map<SubscriptionId, Compared> compared = new HashMap<>();

    /** What was said of already. */
    private final Set<SubscriptionId> left = new HashSet<>();

    private record Compared(@Nullable CredentialMark mark, Credential credential, boolean fits) {}

    public FollowingRotations(
            KeptConnections kept,
            StreamsOnMap streams,
            Credentials credentials,
            Journal journal,
            Commissioning commissioning,
            Clock clock) {
        this.kept = kept;
        this.streams = streams;
        this.credentials = credentials;
        this.journal = journal;
        this.commissioning = commissioning;
        this.clock = clock;
    }

    public void takeTurn() {
        List<KeptConnection> all = kept.all();
        Set<SubscriptionId> holders = all.stream().map(KeptConnection::holder).collect(Collectors.toSet());
        left.retainAll(holders);
        compared.keySet().retainAll(holders);
        for (KeptConnection connection : all) {
            if (streams.lacks(connection.holder(), connection.keptAt())) {
                kept.forget(connection.holder());
            } else if (!connection.readsPassfile()) {
                follow(connection);
            }
        }
    }

    private void follow(KeptConnection connection) {
        Database source = streams.registered(connection.source());
        if (source == null
                || !(credentials.find(source.spec(), Account.REPLICATION) instanceof Lookup.Found(var credential))
                || fits(connection, credential)) {
            return;
        }
        LogicalStream stream = streams.subscribedBy(connection.holder());
        if (stream == null) {
            return;
        }
        if (!connection.leadsTo(source) || !isAsKept(stream, connection)) {
            leave(connection, stream, source);
        } else {
            left.remove(connection.holder());
            var work = new ReconnectStream(stream.from(End.of(source)), connection.way(), Reason.ROTATED);
            if (due(work)) {
                ask(connection, work);
            }
        }
    }

    /**
     * Nobody let it connect elsewhere meanwhile, as after a switchover, as far as can be seen. What streams from where nobody can see does
     * not stream from where we had it connect.
     */
    private boolean isAsKept(LogicalStream stream, KeptConnection connection) {
        End source = stream.source();
        PublisherAddress address = streams.publisherOf(stream.id());
        if (source == null && address == null && streams.isReceived(stream.id())) {
            return false;
        }
        return (source == null || source.id().equals(connection.source()))
                && (address == null
                        || address.endpoints().contains(connection.way().address()));
    }

    private void leave(KeptConnection connection, LogicalStream stream, Database source) {
        if (left.add(connection.holder())) {
            log.warn(
                    "The secret of the replication account of {} is another than the one in subscription {}, which is left as it is: {}"
                            + " is registered at another address now, or the subscription connects elsewhere than we had it connect."
                            + " Adopt the stream to give it a connection and the present secret",
                    source.name(),
                    stream.requireSubscription().name(),
                    source.name());
        }
    }

    private boolean fits(KeptConnection connection, Credential credential) {
        CredentialMark mark = connection.mark();
        Compared known = compared.get(connection.holder());
        if (known == null || !credential.equals(known.credential()) || !Objects.equals(mark, known.mark())) {
            known = new Compared(mark, credential, mark != null && mark.fits(credential));
            compared.put(connection.holder(), known);
        }
        return known.fits();
    }

    /** Not while one waits or runs; after one that came to nothing, later and later. */
    private boolean due(ReconnectStream work) {
        List<Operation> before = journal.search(new Search(work.subject(), null, null, null, FAILURES_LOOKED_AT));
        if (before.isEmpty()) {
            return true;
        }
        Operation last = before.getFirst();
        return last.status().over() && !clock.instant().isBefore(again(last, failures(before)));
    }

    private static int failures(List<Operation> before) {
        int failures = 0;
        while (failures < before.size() && before.get(failures).status() != OperationStatus.SUCCEEDED) {
            failures++;
        }
        return failures;
    }

    private static Instant again(Operation last, int failures) {
        Duration pause = PAUSE.multipliedBy(1L << Math.max(failures - 1, 0));
        return last.requestedAt().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    }

    private void ask(KeptConnection seen, ReconnectStream work) {
        try {
            Operation operation = commissioning.commission(ROTATION, () -> order(seen, work));
            log.info(
                    "The secret by which subscription {} on {} signs in at {} is another by now; operation {} gives it the new one",
                    work.stream().requireSubscription().name(),
                    work.target().name(),
                    work.source().name(),
                    operation.id());
        } catch (Overtaken e) {
            log.debug("Another worker was faster with {}", work.subject());
        }
    }

    private Order order(KeptConnection seen, ReconnectStream work) {
        if (!seen.equals(kept.lock(seen.holder())) || !due(work)) {
            throw new Overtaken();
        }
        LogicalStream stream = work.stream();
        return new Order(
                work,
                ActingOnStreams.described(
                        stream,
                        Map.of(
                                "source", work.source().name(),
                                "connection", work.way().toString())));
    }

    /** Another worker has asked for it, or did it, meanwhile. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("Another worker was faster", null, false, false);
        }
    }
}
