package dev.pgrm.application.stream;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.Search;
import dev.pgrm.domain.Violations;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.StreamDraft.Side;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the ends of a stream that somebody wants: registered databases, or such as could be registered. */
final class Ends {
    private final Registry registry;

    Ends(Registry registry) {
        this.registry = registry;
    }

    /** @param server of one that is registered */
    record Found(Side side, @Nullable ServerId server) {}

    @Nullable
    Found find(String which, StreamWish.End wished, Violations wrong) {
        String id = wished.id();
        DatabaseDraft draft = wished.database();
        wrong.require(id == null || draft == null, which, "cannot be together with " + which + "Id: give one of them");
        if (draft != null) {
            return drafted(which, draft, wrong);
        }
        if (id != null) {
            return registered(which + "Id", id, wrong);
        }
        wrong.require(false, which + "Id", "is required: the id of a registered database, or else give it as " + which);
        return null;
    }

    private @Nullable Found registered(String field, String id, Violations wrong) {
        Database database = parsed(id);
        wrong.require(database != null, field, "is not the id of a registered database");
        return database == null ? null : new Found(new Side(database.id(), database.spec()), database.serverId());
    }

    private @Nullable Database parsed(String id) {
        try {
            return registry.find(DatabaseId.parse(id));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Its id is made up: until it is registered nobody looks for it. */
    private @Nullable Found drafted(String which, DatabaseDraft draft, Violations wrong) {
        return switch (draft.check()) {
            case Checked.Refused(var violations) -> {
                wrong.add(which, violations);
                yield null;
            }
            case Checked.Accepted(var spec) -> {
                wrong.require(
                        isFree(spec.name()),
                        which + ".name",
                        "is that of a registered database: give its id as " + which + "Id, or choose another name");
                yield new Found(new Side(new DatabaseId(UUID.randomUUID()), spec), null);
            }
        };
    }

    private boolean isFree(String name) {
        return registry.page(new Search(null, name, null, null, null, Map.of(), null, null, 1))
                .items()
                .isEmpty();
    }

    /** Both on one server is fine; one database cannot feed itself. */
    static void tellApart(Found source, Found target, Violations wrong) {
        DatabaseSpec from = source.side().spec();
        DatabaseSpec to = target.side().spec();
        boolean same = source.side().id().equals(target.side().id())
                || (from.endpoint().equals(to.endpoint()) && from.database().equals(to.database()));
        String field = target.server() == null ? "target" : "targetId";
        wrong.require(!same, field, "must be another database than the source");
        wrong.require(
                same || !from.name().equals(to.name()), "target.name", "must be another name than that of the source");
    }
}
