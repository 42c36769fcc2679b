package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a subscription has on its source, as was noted before it was dropped: nobody could tell it afterwards. */
final class Remains {
    private static final String SYSTEM = "system";
    private static final String COPIES = "copies";

    /** Of tables whose copy has begun and not ended. */
    private static final String COPYING = """
            select format('pg_%s_sync_%s_%s', srsubid, srrelid, (select system_identifier from pg_control_system()))
              from pg_subscription_rel
             where srsubid = cast(? as oid) and srsubstate not in ('i', 's', 'r') order by 1""";

    private final RemoveStream work;
    private Map<String, String> noted;

    Remains(RemoveStream work, List<Step> steps) {
        this.work = work;
        this.noted = steps.stream()
                .map(Step::notes)
                .filter(notes -> notes.containsKey(SYSTEM))
                .findFirst()
                .orElse(Map.of());
    }

    static Map<String, String> look(DedicatedSession target, Subscribed subscription) throws Setback {
        List<String> copies = target.query(
                COPYING, row -> row.getString(1), subscription.oid().value());
        return Map.of(SYSTEM, CopySlots.systemOf(target), COPIES, String.join(",", copies));
    }

    /** Where nobody is to ask the subscription's server: the source itself tells what there is. */
    Map<String, String> look(DedicatedSession source) throws Setback {
        CopySlots copies = copies();
        return work.leave() == Leave.SUBSCRIPTION && copies != null
                ? Map.of(SYSTEM, copies.system(), COPIES, String.join(",", copies.there(source)))
                : Map.of();
    }

    void noted(Map<String, String> notes) {
        if (notes.containsKey(SYSTEM)) {
            noted = notes;
        }
    }

    private @Nullable String system() {
        String seen = work.system() == null ? null : work.system().toString();
        return noted.getOrDefault(SYSTEM, seen);
    }

    /** Nothing where it is not known whose they would be. */
    @Nullable
    CopySlots copies() {
        String system = system();
        Subscribed subscription = work.stream().subscription();
        return system == null || subscription == null
                ? null
                : new CopySlots(new SlotsOfCopies(subscription.oid()), system);
    }

    private String statements() {
        String system = system();
        return String.join(";\n", work.dropSlots(system == null ? null : Quoted.literal(system)));
    }

    /** To drop all of it. */
    String byHand() {
        return Ends.byHand(work.stream().source(), statements());
    }

    private String copying() {
        return Objects.requireNonNullElse(noted.get(COPIES), "");
    }

    /** In words. */
    String told() {
        SlotName slot = work.stream().slot();
        String copies =
                copying().isEmpty() ? "" : "slots of copies: " + copying().replace(",", ", ");
        return slot == null ? copies : "slot " + slot + (copies.isEmpty() ? "" : ", " + copies);
    }

    /** As others look for it in what came of the operation. */
    Map<String, String> left() {
        var left = new HashMap<String, String>();
        SlotName slot = work.stream().slot();
        End source = work.stream().source();
        if (slot != null) {
            left.put("leftSlot", slot.value());
        }
        if (!copying().isEmpty()) {
            left.put("leftCopies", copying());
        }
        if (!left.isEmpty()) {
            left.put("leftSql", statements() + ";");
        }
        if (work.leave() == Leave.SLOT && !work.publications().isEmpty()) {
            left.put("leftPublications", work.publicationNames());
        }
        if (!left.isEmpty() && source != null) {
            left.put("leftOn", source.id().toString());
        }
        return left;
    }
}
