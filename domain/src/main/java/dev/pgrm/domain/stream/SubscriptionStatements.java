package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.List;

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

    public String drop() {
        return "drop subscription " + Quoted.identifier(name);
    }

    /** In this order; the slot is dropped by itself, so that the publisher need not be reached from there. */
    public List<String> dropWithoutSlot() {
        return List.of(disable(), letGoOfSlot(), drop());
    }
}
