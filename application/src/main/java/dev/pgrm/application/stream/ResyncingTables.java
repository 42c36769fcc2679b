package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.application.table.LookingAtTables;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.PublishedTable;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets one table of a stream be emptied on the target and copied again. */
public final class ResyncingTables {
    private final StreamsOnMap streams;
    private final PublicationInUse inUse;
    private final LookingAtTables tables;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public ResyncingTables(
            StreamsOnMap streams,
            LiveTopology topology,
            LookingAtTables tables,
            Commissioning commissioning,
            Authorization authorization) {
        this.streams = streams;
        this.inUse = new PublicationInUse(topology);
        this.tables = tables;
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /** It loses rows, and nobody said that this is known. */
    public static final class Unconfirmed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unconfirmed(LogicalStream stream, TableName table) {
            super("The rows of " + table + " on " + stream.requireTarget().name()
                    + " are lost, also those that only exist there, until they were copied from "
                    + stream.requireSource().name() + " again");
        }
    }

    /** The stream does not publish it. */
    public static final class UnknownTable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownTable(LogicalStream stream, TableName table) {
            super("Stream " + stream.name() + " does not publish table " + table);
        }
    }

    /** It is published by several, each of which would go on with it. */
    public static final class PublishedTwice extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PublishedTwice(TableName table, Iterable<PublicationName> by) {
            super("Table " + table + " is in several publications of the stream: " + by);
        }
    }

    /** The source could not be asked. */
    public static final class SourceUnread extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Trouble trouble;

        SourceUnread(Trouble trouble) {
            super(trouble.message());
            this.trouble = trouble;
        }

        public Trouble trouble() {
            return trouble;
        }
    }

    /** @param confirm the name of the table, from who knows that its rows are lost meanwhile */
    public Operation resync(Actor actor, StreamId id, TableName table, @Nullable String confirm) {
        authorization.require(actor, Act.OPERATE);
        LogicalStream stream = ActingOnStreams.withTarget(streams.findCertain(id));
        if (stream.source() == null) {
            throw new EndMissing(stream, "source");
        }
        if (!table.toString().equals(confirm)) {
            throw new Unconfirmed(stream, table);
        }
        Map<PublicationName, ListedTable> by = publishing(actor, stream, table);
        if (by.isEmpty()) {
            throw new UnknownTable(stream, table);
        }
        if (by.size() > 1) {
            throw new PublishedTwice(table, by.keySet());
        }
        var only = by.entrySet().iterator().next();
        return commissioning.commission(
                actor,
                work(stream, only.getKey(), only.getValue()),
                ActingOnStreams.described(stream, Map.of("table", table.toString())));
    }

    private ResyncTable work(LogicalStream stream, PublicationName publication, ListedTable listed) {
        PublicationName others = inUse.servesAlone(stream, publication)
                ? null
                : new PublicationName(
                        "pgrm_rest_" + UUID.randomUUID().toString().substring(0, 8));
        return new ResyncTable(
                stream,
                listed.name(),
                publication,
                new PublishedTable(listed.name(), listed.columns(), listed.filter()),
                others,
                others == null ? inUse.bystanders(stream, publication) : null);
    }

    private Map<PublicationName, ListedTable> publishing(Actor actor, LogicalStream stream, TableName table) {
        Map<PublicationName, ListedTable> found = new LinkedHashMap<>();
        for (PublicationName publication : stream.publications()) {
            ListedTable listed = find(actor, stream, publication, table);
            if (listed != null) {
                found.put(publication, listed);
            }
        }
        return found;
    }

    private @Nullable ListedTable find(
            Actor actor, LogicalStream stream, PublicationName publication, TableName table) {
        TableName after = null;
        do {
            var search = new TableSearch(new OfPublication(publication), table.name(), null, after, TableSearch.MOST);
            switch (tables.look(actor, stream.requireSource().id(), search)) {
                case TableReading.Page(var items, var next) -> {
                    for (ListedTable item : items) {
                        if (item.name().equals(table)) {
                            return item;
                        }
                    }
                    after = next;
                }
                case TableReading.Missing() -> {
                    return null;
                }
                case TableReading.Unread(var trouble) -> throw new SourceUnread(Objects.requireNonNull(trouble));
            }
        } while (after != null);
        return null;
    }
}
