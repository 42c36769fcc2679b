package dev.pgrm.application.orphan;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Orphan;
import dev.pgrm.domain.topology.Whose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Removes what no stream uses, as an operation. What somebody uses is refused. */
public final class RemovingOrphans {
    private final LiveTopology topology;
    private final Registry registry;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public RemovingOrphans(
            LiveTopology topology, Registry registry, Commissioning commissioning, Authorization authorization) {
        this.topology = topology;
        this.registry = registry;
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /** There is nothing of that kind and name, as far as was seen. */
    public static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Leftover what;

        Unknown(Leftover what, String name, Database database) {
            super("There is no " + what.word() + " '" + name + "' "
                    + (what == Leftover.PUBLICATION ? "in " : "on the server of ") + "'" + database.name()
                    + "', as far as was seen");
            this.what = what;
        }

        public Leftover what() {
            return what;
        }
    }

    /** Somebody uses it. */
    public static final class InUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Leftover what;
        private final transient List<Stream> streams;

        InUse(Leftover what, String name, Whose.Needed needed) {
            super("The " + what.word() + " '" + name + "' stays. " + needed.why());
            this.what = what;
            this.streams = needed.streams();
        }

        public Leftover what() {
            return what;
        }

        public List<Stream> streams() {
            return streams;
        }
    }

    /** How it is at present is not known. */
    public static final class OutOfSight extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfSight(Orphan orphan) {
            super("The " + orphan.what().word() + " '" + orphan.name() + "' is on " + orphan.serverName()
                    + ", which cannot be seen at present");
        }
    }

    /**
     * One that may be removed when whoever asks is sure of it.
     *
     * @param database whose own it is, or any of its server for what belongs to servers and for slots
     */
    public Orphan removable(Actor actor, Leftover what, Database database, String name) {
        authorization.require(actor, Act.OPERATE);
        Whose whose = topology.chart()
                .whose(what, database.serverId().value(), database.spec().database(), name);
        Orphan orphan = switch (whose) {
            case Whose.Nobodys(var found) -> found;
            case Whose.Needed needed -> throw new InUse(what, name, needed);
            case Whose.Missing() -> throw new Unknown(what, name, database);
        };
        if (!orphan.removable()) {
            throw new OutOfSight(orphan);
        }
        return orphan;
    }

    /** @param orphan as {@link #removable} found it */
    public Operation remove(Actor actor, Orphan orphan) {
        authorization.require(actor, Act.OPERATE);
        return commission(actor, orphan, Map.of());
    }

    Operation commission(Actor actor, Orphan orphan, Map<String, String> more) {
        DatabaseId through = Objects.requireNonNull(orphan.through());
        Database database = registry.find(through);
        if (database == null) {
            throw new OutOfSight(orphan);
        }
        var described = new HashMap<>(more);
        described.put(orphan.what().word(), orphan.name());
        described.put("server", orphan.serverName());
        described.put("database", database.name());
        return commissioning.commission(
                actor,
                new RemoveLeftover(End.of(database), orphan.what(), orphan.name(), orphan.position()),
                described);
    }
}
