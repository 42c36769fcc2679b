package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the source: all that the publication publishes, as it does, but for the one table. Undone by dropping it. */
record PublishOthers(ResyncedTable table, PublicationName others) implements Act {
    private static final String DIFFERENCE = """
            with published as (
              select schemaname, tablename, to_jsonb(t) ->> 'rowfilter' as filter, to_jsonb(t) ->> 'attnames' as columns
                from pg_publication_tables t where pubname = ? and (schemaname, tablename) <> (cast(? as name), cast(? as name))),
            apart as (
              select schemaname, tablename, to_jsonb(t) ->> 'rowfilter' as filter, to_jsonb(t) ->> 'attnames' as columns
                from pg_publication_tables t where pubname = ?)
            select schemaname || '.' || tablename from (
              (select * from published except select * from apart) union (select * from apart except select * from published)) d
            """;

    @Override
    public String name() {
        return ResyncTable.PUBLISH_OTHERS;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = ends().source();
        if (!telling.resumed() || !there(source)) {
            String making =
                    source.query(table.statements().howToPublishOthers(others), row -> row.getString("making")).stream()
                            .findFirst()
                            .orElseThrow(() -> Setback.lasting(gone()));
            source.make(making, null);
        }
        requireSame(source);
        return "It publishes what " + table.work().publication() + " does, but for "
                + table.work().table();
    }

    private Ends ends() {
        return table.ends();
    }

    private boolean there(DedicatedSession source) throws Setback {
        return source.is("select exists (select from pg_publication where pubname = ?)", others.value());
    }

    private Trouble gone() {
        return new Trouble(
                "publication_gone",
                "There is no publication " + table.work().publication() + " any more",
                "See the map for what there is now, and ask for a new operation");
    }

    /** Partitions may be published through what they are parts of. */
    private void requireSame(DedicatedSession source) throws Setback {
        List<String> differing = source.query(
                DIFFERENCE,
                row -> row.getString(1),
                table.work().publication().value(),
                table.work().table().schema(),
                table.work().table().name(),
                others.value());
        if (!differing.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "publication_shared",
                    "The other tables of " + table.work().publication() + " cannot be published apart as they are: "
                            + String.join(", ", differing) + " would be published otherwise",
                    "Give the stream a publication of its own in which the table stands by itself, and try again"));
        }
    }

    /** As long as the subscription names it, changes would be lost without it. */
    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        Standing standing = Standing.find(ends().target(), table.subscription());
        if (standing != null && standing.publications().contains(others.value())) {
            throw Setback.lasting(new Trouble(
                    "publication_in_use",
                    "The subscription still uses publication " + others,
                    "Take the table in again first, as that step says"));
        }
        ends().source().execute(table.statements().dropOthers(others));
        return "It was dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return "-- once the subscription does not use it any more\n"
                + Ends.byHand(table.work().source(), table.statements().dropOthers(others));
    }
}
