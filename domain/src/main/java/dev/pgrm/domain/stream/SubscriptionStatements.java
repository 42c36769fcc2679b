package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Some only while it is disabled, and none of its workers runs. */
    public String set(Options options) {
        return alter() + " set (" + String.join(", ", options.settings()) + ")";
    }

    /** Its slot keeps its name. */
    public String rename(SubscriptionName to) {
        return alter() + " rename to " + Quoted.identifier(to);
    }

    /** Lets go of its slot; only while it is disabled. */
    public String letGoOfSlot() {
        return alter() + " set (slot_name = none)";
    }

    /** As it was before it let go. */
    public String holdSlot(SlotName slot) {
        return alter() + " set (slot_name = " + Quoted.literal(slot) + ")";
    }

    /**
     * Once it let go of its slot. Dropping one whose tables are still being copied asks the publisher, for as long as that does not
     * answer; so it is given a publisher first that is surely not there. Its comment would outlive it. All of them together, as one
     * transaction, or none.
     */
    public List<String> dropUnheard() {
        return List.of(
                alter() + " connection 'host=/ dbname=none user=none password=none'",
                "comment on subscription " + Quoted.identifier(name) + " is null",
                drop());
    }

    /** @param conninfo as a literal, or as a variable of psql; it is tried only when the subscription's worker starts anew */
    public String connect(String conninfo) {
        return alter() + " connection " + conninfo;
    }

    public String drop() {
        return "drop subscription " + Quoted.identifier(name);
    }

    /** In this order; the slot is dropped by itself, so that the publisher need not be reached from there. */
    public List<String> dropWithoutSlot() {
        return Stream.concat(Stream.of(disable(), letGoOfSlot()), dropUnheard().stream())
                .toList();
    }
}
