package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.AddedTables;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.StreamChangeDraft;
import dev.pgrm.domain.stream.StreamChangeDraft.Checked;
import dev.pgrm.domain.stream.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Changes of streams that there are: tables that are added are looked at first, then all of it is left to the workers. */
public final class ChangingStreams {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final StreamsOnMap streams;
    private final LiveTopology topology;
    private final Registry registry;
    private final AskWorker workers;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public ChangingStreams(
            StreamsOnMap streams,
            LiveTopology topology,
            Registry registry,
            AskWorker workers,
            Commissioning commissioning,
            Authorization authorization) {
        this.streams = streams;
        this.topology = topology;
        this.registry = registry;
        this.workers = workers;
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /** What becomes of the publication's other streams. */
    public enum Others {
        SPARED,
        TAKEN_ALONG
    }

    /** Other streams use the publication, too, and would be changed with it. */
    public static final class PublicationShared extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublicationShared(PublicationName publication, List<String> others) {
            super("Publication " + publication + " is used by others as well, or may be: " + String.join(", ", others));
        }
    }

    /** Begins it, unless something stands in the way. */
    public Operation change(Actor actor, StreamId id, StreamChangeDraft draft, Others others) {
        authorization.require(actor, Act.OPERATE);
        if (draft.takesAdministrator()) {
            authorization.require(actor, Act.CHANGE_REGISTRY);
        }
        LogicalStream stream =
                ActingOnStreams.withTarget(draft.changesTables() ? streams.findCertain(id) : streams.find(id));
        if (draft.changesTables() && stream.source() == null) {
            throw new EndMissing(stream, "source");
        }
        ChangeStream work = checked(draft, stream, others);
        if (work.tables() != null && !work.tables().addedNames().isEmpty()) {
            look(new AddedTables(work, work.tables()));
        }
        return commissioning.commission(actor, work, ActingOnStreams.described(stream, described(work)));
    }

    private ChangeStream checked(StreamChangeDraft draft, LogicalStream stream, Others others) {
        ChangeStream work = switch (draft.check(stream)) {
            case Checked.Refused(var violations) -> throw new Registration.Refused(violations);
            case Checked.Accepted(var accepted) -> accepted;
        };
        var seen = new StreamSeen(topology.chart(), stream);
        Tables tables = work.tables();
        if (tables == null) {
            return work.knowing(seen.options(), null);
        }
        ChangeStream known = work.knowing(seen.options(), seen.publication(tables.publication()));
        if (others == Others.TAKEN_ALONG) {
            return known;
        }
        requireAlone(tables, seen);
        return known.sparingOthers(IdleSlots.of(tables.publication(), stream, seen.chart()));
    }

    /** Whoever rests loses what is removed without a word; what is added stops them with one. */
    private static void requireAlone(Tables tables, StreamSeen seen) {
        var sharing = new ArrayList<>(seen.othersWith(tables.publication()));
        String idle = tables.removed().isEmpty() ? null : IdleSlots.beside(seen.stream(), seen.chart());
        if (idle != null) {
            sharing.add("whoever has slot " + idle + ", which nobody reads now");
        }
        if (!sharing.isEmpty()) {
            throw new PublicationShared(tables.publication(), sharing);
        }
    }

    private void look(AddedTables added) {
        Database source = registered(added.work().stream().requireSource(), added.work().stream());
        Database target = registered(added.work().target(), added.work().stream());
        var question = new Question.CheckStream(added.alone(source.spec()), source.spec(), target.spec());
        Preflight found = added.of(workers.ask(target.serverId(), question, Answer.StreamChecked.class, DEADLINE)
                .preflight());
        if (!found.ok()) {
            throw new CreatingStreams.Blocked(found);
        }
    }

    private Database registered(End end, LogicalStream stream) {
        Database found = registry.find(end.id());
        if (found == null) {
            throw new EndMissing(stream, end.name());
        }
        return found;
    }

    private static Map<String, String> described(ChangeStream work) {
        return Map.of(
                "changes",
                work.plan().stream()
                        .map(PlannedStep::scripts)
                        .flatMap(List::stream)
                        .map(Script::sql)
                        .collect(Collectors.joining("; ")));
    }
}
