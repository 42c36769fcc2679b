package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who takes from a publication, as its server tells at this moment. What a sender was asked for stands in its last command; one whose
 * command cannot be read as a whole may take from any.
 */
record PublicationReaders(DedicatedSession source, String publication) {
    /**
     * Names stand in quotes, or as they are where that is allowed. A command is cut at a length, and perhaps at the beginning of a
     * character of up to four bytes.
     */
    private static final String ACTIVE = """
            with setting (longest) as (select cast(setting as int) from pg_settings where name = 'track_activity_query_size')
            select slot.slot_name as slot, slot.active_pid as pid, whole, coalesce(sender.application_name, '') as application
              from pg_replication_slots as slot left join pg_stat_activity as sender on sender.pid = slot.active_pid
              cross join setting cross join lateral (select coalesce(sender.query like 'START_REPLICATION %' and octet_length(sender.query)
                     < longest - 4, false)) as command (whole)
             where slot.active and slot.database = current_database() and slot.plugin = 'pgoutput'
               and (not whole or position(? in substring(sender.query from 'publication_names.*')) > 0
                    or lower(substring(sender.query from 'publication_names.*')) ~ ?)
             order by slot.slot_name""";

    private static final String ON_THIS_SERVER = """
            select format('subscription %s on this server takes it', subname)
              from pg_subscription join pg_replication_slots as slot on slot.slot_name = subslotname
             where slot.database = current_database() and slot.slot_name <> ? and ? = any (subpublications)""";

    /** Slots of copies have one of their stream beside them. */
    private static final String IDLE = """
            select slot_name from pg_replication_slots
             where not active and database = current_database() and plugin = 'pgoutput' and slot_name <> ?
               and slot_name !~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$' order by slot_name""";

    /** @param whole whether what it takes could be read, so that this is not in doubt */
    record Reader(String slot, int pid, boolean whole, String application) {
        String told() {
            return "process " + pid + (whole ? " takes it" : " may take it") + " through slot " + slot
                    + (whole
                            ? ""
                            : " (what it takes is not seen without pg_read_all_stats, or cut at track_activity_query_size)");
        }
    }

    List<Reader> active() throws Setback {
        return source.query(
                ACTIVE,
                row -> new Reader(
                        row.getString("slot"),
                        row.getInt("pid"),
                        row.getBoolean("whole"),
                        row.getString("application")),
                Quoted.identifier(publication).replace("'", "''").replace("\\", "\\\\"),
                unquoted());
    }

    /** A pattern that nothing matches where the name has to be quoted. */
    private String unquoted() {
        return publication.matches("[a-z_][a-z0-9_]*") ? "[',[:space:]]" + publication + "[',[:space:]]" : "$.";
    }

    /** Subscriptions on this very server may rest. */
    List<String> subscriptionsHere() throws Setback {
        return subscriptionsHere("");
    }

    private List<String> subscriptionsHere(String own) throws Setback {
        return source.query(ON_THIS_SERVER, row -> row.getString(1), own, publication);
    }

    /** @param own does not count; empty where there is none */
    private List<String> idle(String own, Bystanders bystanders) throws Setback {
        return source.query(IDLE, row -> row.getString(1), own).stream()
                .filter(slot -> !among(bystanders, slot))
                .map(slot -> "whoever has slot " + slot + ", which nobody reads now, may take it")
                .toList();
    }

    private static boolean among(Bystanders bystanders, String slot) {
        return bystanders.slots().contains(new SlotName(slot));
    }

    /** Who takes from it beside one subscription, or may. */
    List<String> beside(Own own, Bystanders bystanders) throws Setback {
        return beside(own.slot(), own::has, bystanders);
    }

    /** Who takes from it beside a slot whose subscription is gone, or may; empty where there is none. */
    List<String> besideSlot(String own, Bystanders bystanders) throws Setback {
        return beside(own, own::equals, bystanders);
    }

    private List<String> beside(String own, Predicate<String> isOwn, Bystanders bystanders) throws Setback {
        return Stream.of(
                        active().stream()
                                .filter(reader -> !isOwn.test(reader.slot()))
                                .filter(reader -> reader.whole() || !among(bystanders, reader.slot()))
                                .map(Reader::told)
                                .toList(),
                        subscriptionsHere(own),
                        idle(own, bystanders))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * What one subscription reads by: its slot, and those of its copies.
     *
     * @param slot empty where there is none
     * @param system the identifier of its server
     */
    record Own(String slot, Oid subscription, String system) {
        static Own of(Subscribed subscription, Standing standing, DedicatedSession target) throws Setback {
            return new Own(
                    Objects.requireNonNullElse(standing.slot(), ""), subscription.oid(), CopySlots.systemOf(target));
        }

        boolean has(String other) {
            return other.equals(slot)
                    || (other.startsWith("pg_" + subscription + "_sync_") && other.endsWith("_" + system));
        }
    }
}
