package dev.pgrm.fleet.stream;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** On the target, not yet started. The target's server connects to the source meanwhile, to see what is published. */
record CreateSubscription(CreateStream work, Ends ends, Credentials credentials, Remembering remembering)
        implements Act {
    private static final String OURS =
            "from pg_subscription where subname = ? and subdbid = (select oid from pg_database where datname = current_database())";

    @Override
    public String name() {
        return CreateStream.SUBSCRIBE;
    }

    private SubscriptionSpec subscription() {
        return work.subscription();
    }

    private @Nullable Long oid(DedicatedSession target) throws Setback {
        List<Long> found = target.query(
                "select oid " + OURS,
                row -> row.getLong(1),
                subscription().name().value());
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(Creating.THERE, Boolean.toString(oid(ends.target()) != null));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            throw Setback.lasting(new Trouble(
                    "subscription_exists",
                    "There is a subscription " + subscription().name() + " on "
                            + target.database().name() + " already",
                    "Take another name"));
        }
        subscribe(target, telling);
        long tables = target.query(
                        "select count(*) from pg_subscription_rel where srsubid = (select oid " + OURS + ")",
                        row -> row.getLong(1),
                        subscription().name().value())
                .getFirst();
        return "It subscribes to " + tables + (tables == 1 ? " table" : " tables");
    }

    /** What an attempt before has made holds a secret that may be another by now. */
    private void subscribe(DedicatedSession target, Telling telling) throws Setback {
        Credential credential = credential();
        Long made = telling.resumed() ? oid(target) : null;
        if (made == null) {
            OutOfLog.keep(target);
            target.make(
                    subscription().create(work.publication().name(), Quoted.literal(conninfo(credential))),
                    credential.password());
        }
        long oid = made == null ? Objects.requireNonNull(oid(target)) : made;
        boolean known = made == null || PresentConnection.is(target, oid, conninfo(credential));
        remembering.keep(
                work.target().id(),
                oid,
                work.source().id(),
                ends.sourceSpec().endpoint(),
                work.way(),
                known ? credential : null,
                telling);
    }

    private Credential credential() throws Setback {
        return switch (credentials.find(ends.sourceSpec(), Account.REPLICATION)) {
            case Lookup.NotFound(var trouble) -> throw Setback.lasting(trouble);
            case Lookup.Found(var credential) -> credential;
        };
    }

    private String conninfo(Credential credential) {
        return work.way().of(credential.username(), credential.password());
    }

    /**
     * Stopped first, so that copies that are under way end, and what they hold on the source is dropped while it is known whose it is.
     */
    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            return null;
        }
        DedicatedSession target = ends.target();
        Long oid = oid(target);
        if (oid != null) {
            List<String> dropping = subscription().statements().dropWithoutSlot();
            target.execute(dropping.getFirst());
            Switching.endWorkers(target, oid, telling);
            new CopySlots(new SlotsOfCopies(new Oid(oid)), CopySlots.systemOf(target)).drop(ends.source(), telling);
            for (String statement : dropping.subList(1, dropping.size())) {
                target.execute(statement);
            }
            remembering.forget(work.target().id(), oid, telling);
        }
        return "It was dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(
                work.target(), subscription().statements().dropWithoutSlot().toArray(String[]::new));
    }

    @Override
    public Map<String, String> result() {
        return Map.of(
                "subscription", subscription().name().value(),
                "publication", work.publication().name().value(),
                "slot", subscription().slot().value());
    }
}
