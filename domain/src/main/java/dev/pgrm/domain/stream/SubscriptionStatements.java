package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.List;
import java.util.stream.Collectors;

/** What is said to a subscription that there is. Each is to be sent alone: some cannot be part of a transaction. */
public record SubscriptionStatements(SubscriptionName name) {
    private String alter() {
        return "alter subscription " + Quoted.identifier(name);
    }

    public String enable() {
        return alter() + " enable";
    }

    public String disable() {
        return alter() + " disable";
    }

    /** Only while it is enabled. */
    public String refresh(boolean copyData) {
        return alter() + " refresh publication with (copy_data = " + copyData + ")";
    }

    /** Without a refresh its tables stay as they are; with one, those that are new to it are copied. */
    public String publications(List<PublicationName> names, boolean refresh) {
        return alter() + " set publication "
                + names.stream().map(Quoted::identifier).collect(Collectors.joining(", "))
                + (refresh ? " with (refresh = true, copy_data = true)" : " with (refresh = false)");
    }

    /** @param end of the transaction, as its error names it; since 15 */
    public String skip(Lsn end) {
        return alter() + " skip (lsn = " + Quoted.literal(end) + ")";
    }

    public String skipNothing() {
        return alter() + " skip (lsn = none)";
    }

    /** Lets go of its slot; only while it is disabled. */
    public String letGoOfSlot() {
        return alter() + " set (slot_name = none)";
    }

    public String drop() {
        return "drop subscription " + Quoted.identifier(name);
    }

    /** In this order; the slot is dropped by itself, so that the publisher need not be reached from there. */
    public List<String> dropWithoutSlot() {
        return List.of(disable(), letGoOfSlot(), drop());
    }
}
