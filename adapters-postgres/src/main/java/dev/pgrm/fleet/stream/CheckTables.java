package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.PublicationReaders.Own;
import dev.pgrm.fleet.stream.TablesOfPublication.Whole;
import java.util.List;

/**
 * Whether tables can come and go one by one.
 *
 * @param added by an attempt before, so that they may be there
 * @param removed likewise, so that they may be gone
 */
record CheckTables(Tables tables, DedicatedSession source, boolean added, boolean removed) {
    void check(Own own) throws Setback {
        var publication = new TablesOfPublication(source, tables.publication());
        Whole whole = publication.whole();
        if (whole == null) {
            throw Setback.lasting(new Trouble(
                    "publication_missing",
                    "There is no publication " + tables.publication() + " on "
                            + source.database().name(),
                    "See the map for what is there now"));
        }
        wholes(whole);
        List<TableName> there = publication.among(tables.addedNames());
        if (!there.isEmpty() && !added) {
            throw Setback.lasting(AddTables.published(there, tables));
        }
        if (publication.among(tables.removed()).size() < tables.removed().size() && !removed) {
            throw Setback.lasting(RemoveTables.unpublished(tables));
        }
        if (!tables.removed().isEmpty() && tables.bystanders() != null && !removed) {
            requireAlone(own, tables.bystanders());
        }
    }

    private void requireAlone(Own own, Bystanders bystanders) throws Setback {
        List<String> others =
                new PublicationReaders(source, tables.publication().value()).beside(own, bystanders);
        if (!others.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "publication_shared",
                    "The tables would stop for others, too, as they take publication " + tables.publication()
                            + ", or may: " + String.join("; ", others),
                    "Send it with shared=true if they may lose them; or give the stream a publication of its own"));
        }
    }

    private void wholes(Whole whole) throws Setback {
        if (whole.allTables()) {
            throw Setback.lasting(new Trouble(
                    "publishes_all_tables",
                    "Publication " + tables.publication()
                            + " is FOR ALL TABLES: each is published by itself, and none can be left out",
                    "Refresh the stream to take in tables that are new; to leave some out, make a publication that names"
                            + " its tables"));
        }
        List<TableName> within = tables.addedNames().stream()
                .filter(table -> whole.schemas().contains(table.schema()))
                .toList();
        if (!within.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "publishes_schema",
                    "Publication " + tables.publication() + " publishes all tables of their schema, and so " + within,
                    "Refresh the stream to take them in"));
        }
    }
}
