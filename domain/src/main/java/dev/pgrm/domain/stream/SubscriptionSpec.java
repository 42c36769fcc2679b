package dev.pgrm.domain.stream;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How what is published is subscribed to. What is not said is left to the version of PostgreSQL.
 *
 * @param copyData whether the rows that are there are copied first
 * @param enabled whether it starts at once
 */
public record SubscriptionSpec(
        SubscriptionName name, SlotName slot, boolean copyData, boolean enabled, Options options) {

    /** @param origin {@code any} or {@code none} */
    public record Options(
            @Nullable String origin,
            @Nullable Boolean failover,
            @Nullable Boolean twoPhase,
            @Nullable Boolean binary,
            @Nullable Streaming streaming,
            @Nullable Boolean runAsOwner,
            @Nullable Boolean disableOnError) {
        public static final Options UNSAID = new Options(null, null, null, null, null, null, null);

        /** Those that are said here, as they are there. */
        public Options restored(Options there) {
            return new Options(
                    origin == null ? null : there.origin,
                    failover == null ? null : there.failover,
                    twoPhase == null ? null : there.twoPhase,
                    binary == null ? null : there.binary,
                    streaming == null ? null : there.streaming,
                    runAsOwner == null ? null : there.runAsOwner,
                    disableOnError == null ? null : there.disableOnError);
        }

        /** Those that are said here, and else as they are there. */
        public Options over(Options there) {
            return new Options(
                    origin == null ? there.origin : origin,
                    failover == null ? there.failover : failover,
                    twoPhase == null ? there.twoPhase : twoPhase,
                    binary == null ? there.binary : binary,
                    streaming == null ? there.streaming : streaming,
                    runAsOwner == null ? there.runAsOwner : runAsOwner,
                    disableOnError == null ? there.disableOnError : disableOnError);
        }

        /** Those that are said, as PostgreSQL takes them. */
        public List<String> settings() {
            var settings = new ArrayList<String>();
            add(settings, "binary", binary);
            add(settings, "streaming", streaming == null ? null : Words.of(streaming));
            add(settings, "two_phase", twoPhase);
            add(settings, "disable_on_error", disableOnError);
            add(settings, "origin", origin == null ? null : Quoted.literal(origin));
            add(settings, "run_as_owner", runAsOwner);
            add(settings, "failover", failover);
            return settings;
        }

        private static void add(List<String> settings, String name, @Nullable Object value) {
            if (value != null) {
                settings.add(name + " = " + value);
            }
        }
    }

    /**
     * Without connecting to make the slot, which is made before: on the same server, making both at once would wait for itself.
     *
     * @param conninfo as a literal, or as a variable of psql
     */
    public String create(PublicationName publication, String conninfo) {
        return "create subscription " + quoted() + " connection " + conninfo + " publication "
                + Quoted.identifier(publication) + " with (" + String.join(", ", settings()) + ")";
    }

    private List<String> settings() {
        var settings = new ArrayList<String>();
        settings.add("create_slot = false");
        settings.add("slot_name = " + Quoted.literal(slot));
        settings.add("enabled = false");
        settings.add("copy_data = " + copyData);
        settings.addAll(options.settings());
        return settings;
    }

    public SubscriptionStatements statements() {
        return new SubscriptionStatements(name);
    }

    public String createSlot() {
        String slotAndPlugin = "select pg_create_logical_replication_slot(" + Quoted.literal(slot) + ", 'pgoutput'";
        return slotAndPlugin + (Boolean.TRUE.equals(options.failover()) ? ", false, false, true)" : ")");
    }

    public String dropSlot() {
        return "select pg_drop_replication_slot(" + Quoted.literal(slot) + ")";
    }

    private String quoted() {
        return Quoted.identifier(name);
    }
}
