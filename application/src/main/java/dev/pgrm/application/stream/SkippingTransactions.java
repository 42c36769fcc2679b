package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.log.ReadingErrors;
import dev.pgrm.application.log.ReadingErrors.Item;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog.Unreadable;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.SkipTransaction;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamError.Side;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows on which transaction a stream fails, as the log of its target tells, and lets it be skipped. */
public final class SkippingTransactions {
    /** Since then errors name their transaction, and a subscription can be told to skip it. */
    private static final int NAMES_IT = 15;

    private static final int MESSAGES = 500;

    private final StreamsOnMap streams;
    private final LiveTopology topology;
    private final ReadingErrors errors;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public SkippingTransactions(
            StreamsOnMap streams,
            LiveTopology topology,
            ReadingErrors errors,
            Commissioning commissioning,
            Authorization authorization) {
        this.streams = streams;
        this.topology = topology;
        this.errors = errors;
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /**
     * What is known.
     *
     * @param latest the error of the transaction on which it fails, unless none is known
     * @param unreadable why the log of the target cannot be read
     * @param named whether errors of the target name the transaction
     */
    public record Failure(
            @Nullable ReplicationMessage latest, @Nullable Unreadable unreadable, boolean named) {
        public @Nullable Lsn end() {
            return latest == null ? null : latest.finishedAt();
        }

        /** The log would tell if there was one. */
        boolean wouldBeKnown() {
            return unreadable == null && named;
        }
    }

    /** It is not the transaction on which the stream is known to fail. */
    public static final class NotFailing extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Failure known;

        NotFailing(LogicalStream stream, Lsn asked, Failure known) {
            super(
                    known.end() == null
                            ? "No log tells that stream " + stream.name() + " fails on a transaction"
                            : "Stream " + stream.name() + " fails on the transaction that ends at " + known.end()
                                    + ", not at " + asked);
            this.known = known;
        }

        public Failure known() {
            return known;
        }
    }

    public Failure look(Actor actor, StreamId id) {
        authorization.require(actor, Act.SEE);
        return failure(actor, streams.find(id));
    }

    private Failure failure(Actor actor, LogicalStream stream) {
        ReadingErrors.Page page =
                errors.of(actor, stream.id().value(), new ReadingErrors.Wish(null, null, "", null, "", null, MESSAGES));
        return new Failure(latest(page), page.target(), targetSince(stream.id(), NAMES_IT));
    }

    /** Newest first: what was skipped since is no failure any more. */
    private static @Nullable ReplicationMessage latest(ReadingErrors.Page page) {
        for (Item item : page.items()) {
            ReplicationMessage message = item.kept().message();
            if (item.side() == Side.TARGET && message.code().equals(MessageCode.SKIP_COMPLETED.code())) {
                return null;
            }
            if (item.side() == Side.TARGET && message.finishedAt() != null) {
                return message;
            }
        }
        return null;
    }

    private boolean targetSince(StreamId id, int major) {
        Topology map = topology.current().topology();
        return map.streams().stream()
                .filter(each -> each.id().equals(id))
                .map(Stream::targetServer)
                .flatMap(server ->
                        map.servers().stream().filter(each -> each.id().equals(server)))
                .map(MappedServer::version)
                .allMatch(version -> version == null || version.atLeast(major));
    }

    /** @param end of the transaction */
    public Operation skip(Actor actor, StreamId id, Lsn end) {
        authorization.require(actor, Act.OPERATE);
        LogicalStream stream = ActingOnStreams.withTarget(streams.find(id));
        Failure failure = failure(actor, stream);
        boolean told = end.equals(failure.end());
        if (!told && (failure.end() != null || failure.wouldBeKnown())) {
            throw new NotFailing(stream, end, failure);
        }
        if (!failure.named() && stream.source() == null) {
            throw new EndMissing(stream, "source");
        }
        return commissioning.commission(
                actor,
                new SkipTransaction(stream, end, told, !failure.named()),
                ActingOnStreams.described(stream, Map.of("lsn", end.toString(), "told", Boolean.toString(told))));
    }
}
