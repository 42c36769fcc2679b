package dev.pgrm.fleet.stream;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.Mark.Whose;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** On the target, not yet started. The target's server connects to the source meanwhile, to see what is published. */
record CreateSubscription(
        CreateStream work,
        Ends ends,
        Credentials credentials,
        Remembering remembering,
        Mark mark,
        MadeSubscription made)
        implements Act {
    private static final String SLOT_AT = "slotAt";

    private static final String OURS =
            "from pg_subscription where subname = ? and subdbid = (select oid from pg_database where datname = current_database())";

    @Override
    public String name() {
        return CreateStream.SUBSCRIBE;
    }

    private SubscriptionSpec subscription() {
        return work.subscription();
    }

    private Whose whose() throws Setback {
        return mark.whose(ends.target(), subscription().name());
    }

    /** Also how the slot stands that was made for it, from which nothing has read yet, and which tables hold nothing yet. */
    @Override
    public Map<String, String> look() throws Setback {
        var notes = new HashMap<>(made.look());
        notes.put(Creating.THERE, Boolean.toString(whose() != Whose.NOBODYS));
        FoundSlot slot = FoundSlot.find(ends.source(), subscription().slot());
        if (slot != null) {
            notes.put(SLOT_AT, slot.at());
        }
        return notes;
    }

    /** As it was noted, if it came to that. */
    static @Nullable String slotAt(Map<String, String> notes) {
        return notes.get(SLOT_AT);
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Whose whose = telling.resumed() ? whose() : Whose.NOBODYS;
        if (Boolean.parseBoolean(notes.get(Creating.THERE)) || whose == Whose.OTHERS) {
            throw Setback.lasting(new Trouble(
                    "subscription_exists",
                    "There is a subscription " + subscription().name() + " on "
                            + target.database().name() + " already",
                    "Take another name"));
        }
        subscribe(target, whose == Whose.OURS, telling);
        long tables = target.query(
                        "select count(*) from pg_subscription_rel where srsubid = (select oid " + OURS + ")",
                        row -> row.getLong(1),
                        subscription().name().value())
                .getFirst();
        return "It subscribes to " + tables + (tables == 1 ? " table" : " tables");
    }

    /** What an attempt before has made holds a secret that may be another by now. */
    private void subscribe(DedicatedSession target, boolean there, Telling telling) throws Setback {
        Credential credential = credential();
        if (!there) {
            OutOfLog.keep(target);
            target.make(
                    subscription().create(work.publication().name(), Quoted.literal(conninfo(credential))) + ";\n"
                            + mark.on(subscription().name()),
                    credential.password());
        }
        long oid = Objects.requireNonNull(made.oid());
        boolean known = !there || PresentConnection.is(target, oid, conninfo(credential));
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

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            return null;
        }
        return switch (whose()) {
            case NOBODYS, OURS -> {
                made.drop(notes, telling);
                yield "It was dropped";
            }
            case OTHERS -> Mark.STAYS;
        };
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return made.byHand(notes);
    }

    @Override
    public Map<String, String> result() {
        return Map.of(
                "subscription", subscription().name().value(),
                "publication", work.publication().name().value(),
                "slot", subscription().slot().value());
    }
}
