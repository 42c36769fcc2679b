package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Decoded;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.fleet.poll.IdentitySection.Standing;
import dev.pgrm.fleet.poll.ProcessesSection.Processes;
import dev.pgrm.fleet.poll.UpkeepSection.Upkeep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is asked of the database that speaks for its server at each poll, and the server's facts. */
final class ServerLook {
    private final Section<Standing> identity = new IdentitySection();
    private final Section<List<Sender>> senders = new SendersSection();
    private final Section<Optional<Receiver>> receiver = new ReceiverSection();
    private final Section<List<Slot>> slots = new SlotsSection();
    private final Section<List<Origin>> origins = new OriginsSection();
    private final Section<Processes> processes = new ProcessesSection();
    private final Section<Map<String, String>> settings = new SettingsSection();
    private final Section<Upkeep> upkeep = new UpkeepSection();
    private final Section<Map<SlotName, Decoded>> decoded = new DecodedSection();

    private final LogTail log = new LogTail();

    /** Whether the log is read on at this poll. */
    private volatile boolean withLog;

    void begin(ServerLog before, Instant now) {
        withLog = log.goesOn(before, now);
    }

    /** @param thorough whether what is dear is due as well */
    List<Section<?>> sections(boolean thorough) {
        var sections =
                new ArrayList<Section<?>>(List.of(identity, senders, receiver, slots, origins, processes, settings));
        if (thorough) {
            sections.add(upkeep);
            sections.add(decoded);
        }
        if (withLog) {
            sections.add(log.section());
        }
        return sections;
    }

    boolean readsLog() {
        return withLog;
    }

    /** Files can be refused in ways that no privilege foretells; the rest of the poll shall not suffer for that. */
    void leaveLog() {
        withLog = false;
    }

    void logRefused(Trouble trouble, Instant now) {
        log.refused(trouble, now);
    }

    /** @param database who spoke for the server */
    ServerLog log(Reading reading, ServerLog before, String database, Instant now) {
        return reading.has(log.section())
                ? log.read(reading.of(log.section()), before, reading.capabilities(), database, now)
                : log.passed(before);
    }

    List<ReplicationMessage> heard() {
        return log.heard();
    }

    boolean isIn(Reading reading) {
        return reading.has(identity);
    }

    /** @param before of the same server, whose dear facts go on */
    ServerFacts facts(Reading reading, @Nullable ServerFacts before, List<MissingPrivilege> hidden) {
        Standing standing = reading.of(identity);
        List<Slot> held = upkept(reading, before);
        return new ServerFacts(
                standing.identity(),
                standing.wal(),
                reading.of(senders),
                reading.of(receiver).orElse(null),
                held,
                reading.of(origins),
                Limits.of(reading.of(settings), held.size(), reading.of(senders).size(), reading.of(processes)),
                activity(reading, before == null ? Activity.UNKNOWN : before.activity()),
                reading.of(settings),
                hidden);
    }

    private Activity activity(Reading reading, Activity before) {
        Processes now = reading.of(processes);
        Upkeep dear =
                reading.has(upkeep) ? reading.of(upkeep) : new Upkeep(before.walBytes(), before.recoveryConflicts());
        return new Activity(
                now.longestWrite(),
                now.prepared(),
                now.oldestPrepared(),
                dear.walBytes(),
                now.replayPaused(),
                dear.recoveryConflicts());
    }

    private List<Slot> upkept(Reading reading, @Nullable ServerFacts before) {
        Map<SlotName, Decoded> known = reading.has(decoded) ? reading.of(decoded) : decoded(before);
        return reading.of(slots).stream()
                .map(slot -> with(slot, known.get(slot.name())))
                .toList();
    }

    private static Map<SlotName, Decoded> decoded(@Nullable ServerFacts before) {
        var known = new HashMap<SlotName, Decoded>();
        if (before != null) {
            before.slots().forEach(slot -> {
                Decoded decoded = slot.upkeep().decoded();
                if (decoded != null) {
                    known.put(slot.name(), decoded);
                }
            });
        }
        return known;
    }

    private static Slot with(Slot slot, @Nullable Decoded decoded) {
        Slot.Upkeep known = slot.upkeep();
        return new Slot(
                slot.name(),
                slot.kind(),
                slot.plugin(),
                slot.database(),
                slot.temporary(),
                slot.active(),
                slot.activePid(),
                slot.restart(),
                slot.confirmedFlush(),
                slot.walStatus(),
                slot.safeWalSize(),
                slot.inactiveSince(),
                slot.invalidationReason(),
                slot.failover(),
                slot.synced(),
                new Slot.Upkeep(
                        known.xminAge(), known.catalogXminAge(), known.conflicting(), known.twoPhase(), decoded));
    }
}
