package dev.pgrm.domain.stream;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import java.util.regex.Pattern;

/** What a stream may leave behind on a server. */
public enum Leftover {
    SLOT,
    PUBLICATION,
    ORIGIN;

    /** Those of subscriptions and of their tables; others belong to other tools. */
    private static final Pattern OF_SUBSCRIPTION = Pattern.compile("pg_\\d+(_\\d+)?");

    /** As people say it. */
    public String word() {
        return Words.of(this);
    }

    /** Whether a stream can have left one of that name. */
    public boolean mayBeNamed(String name) {
        return switch (this) {
            case SLOT -> SlotName.ifAllowed(name) != null;
            case PUBLICATION -> canBePublication(name);
            case ORIGIN -> OF_SUBSCRIPTION.matcher(name).matches();
        };
    }

    private static boolean canBePublication(String name) {
        try {
            return !new PublicationName(name).value().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The statement that removes it; one that is in use stays. */
    public String remove(String name) {
        return switch (this) {
            case SLOT ->
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = "
                        + Quoted.literal(name) + " and not active";
            case PUBLICATION -> "drop publication " + Quoted.identifier(name);
            case ORIGIN ->
                "select pg_replication_origin_drop(roname) from pg_replication_origin where roname = "
                        + Quoted.literal(name) + " and not exists (select from pg_subscription"
                        + " where roname = 'pg_' || oid or starts_with(roname, 'pg_' || oid || '_'))";
        };
    }
}
