package dev.pgrm.fleet.stream;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * On the target. Its former connection holds a secret, and is written down nowhere: undoing leaves the new one, and says so. What was
 * not seen to work this very moment never gets into it.
 */
record SetConnection(ReconnectStream work, Ends ends, Proof proof, Remembering remembering) implements Act {
    private static final String WORKERS = "workers";
    private static final int LOOKS = 20;

    @Override
    public String name() {
        return ReconnectStream.CONNECT;
    }

    private Subscribed subscription() {
        return work.stream().requireSubscription();
    }

    private long oid() {
        return subscription().oid().value();
    }

    /** A worker that sees another connection ends, and another takes its place. */
    @Override
    public Map<String, String> look() throws Setback {
        String workers = ends.target()
                .query(
                        "select coalesce(string_agg(cast(pid as text), ','), '') from pg_stat_subscription where subid = cast(? as oid)",
                        row -> row.getString(1),
                        oid())
                .getFirst();
        return Map.of(WORKERS, workers);
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Given given = given(target, telling);
        remembering.keep(
                work.target().id(),
                oid(),
                work.source().id(),
                ends.sourceSpec().endpoint(),
                work.way(),
                given.credential(),
                telling);
        return given.before() ? "It had this connection already" : anotherWorker(target, notes, telling);
    }

    /** @param before whether it had it already */
    private record Given(Credential credential, boolean before) {}

    /** Where this fails the subscription is as it was, unless an attempt before got further. */
    private Given given(DedicatedSession target, Telling telling) throws Setback {
        try {
            return give(target);
        } catch (Setback e) {
            throw e.passing() || telling.resumed() ? e : Setback.untouched(e.trouble());
        }
    }

    private Given give(DedicatedSession target) throws Setback {
        Standing.require(target, subscription());
        Credential credential = proof.ofCredential();
        String conninfo = work.way().of(credential.username(), credential.password());
        boolean before = PresentConnection.is(target, oid(), conninfo);
        if (!before) {
            OutOfLog.keep(target);
            target.execute(subscription().statements().connect(Quoted.literal(conninfo)), credential.password());
        }
        return new Given(credential, before);
    }

    private String anotherWorker(DedicatedSession target, Map<String, String> notes, Telling telling) throws Setback {
        for (int look = 0; look < LOOKS; look++) {
            if (!target.is("""
                    select exists (select from pg_stat_subscription
                     where subid = cast(? as oid) and cast(pid as text) = any (string_to_array(?, ',')))""", oid(), Objects.requireNonNullElse(notes.get(WORKERS), ""))) {
                return "It has the connection";
            }
            telling.pause();
        }
        return "It has the connection; its worker goes on with the former one until it is done with what it does now";
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (Standing.find(ends.target(), subscription()) == null) {
            return "It is not there any more";
        }
        throw Setback.lasting(new Trouble(
                "connection_stays",
                "Subscription " + subscription().name()
                        + " may have its new connection, and keeps it: the former one is not known",
                "Adopt the stream with the connection that it is to have, or give it by hand"));
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(
                work.target(),
                subscription().statements().connect(Quoted.literal(work.way() + " user=... password=...")));
    }

    @Override
    public Map<String, String> result() {
        return Map.of(
                "subscription",
                subscription().name().value(),
                "connection",
                work.way().toString());
    }
}
