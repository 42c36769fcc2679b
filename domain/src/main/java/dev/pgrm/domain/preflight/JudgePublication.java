package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PublicationSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the publication that is asked for can be made. */
final class JudgePublication {
    private JudgePublication() {}

    static void of(CreateStream work, SourceFacts source, Findings findings) {
        PublicationSpec publication = work.publication();
        if (!publication.made()) {
            return;
        }
        missing(publication, source, findings);
        rights(publication, source, findings);
        Set<TableName> asked = names(publication);
        source.tables().stream()
                .filter(table -> asked.contains(table.name()))
                .forEach(table -> judge(table, publication, source.end(), findings));
    }

    private static Set<TableName> names(PublicationSpec publication) {
        return publication.tables().stream().map(PublicationSpec.Table::name).collect(Collectors.toSet());
    }

    private static void missing(PublicationSpec publication, SourceFacts source, Findings findings) {
        Set<TableName> there = source.tables().stream().map(SourceTable::name).collect(Collectors.toSet());
        for (PublicationSpec.Table table : publication.tables()) {
            if (!there.contains(table.name())) {
                findings.blocker(
                        "source_table_missing",
                        table.name().toString(),
                        "There is no table " + table.name() + " on "
                                + source.end().name(),
                        null);
            }
        }
        for (String schema : publication.schemas()) {
            if (!source.schemas().contains(schema)) {
                findings.blocker(
                        "source_schema_missing",
                        schema,
                        "There is no schema " + schema + " on " + source.end().name(),
                        null);
            }
        }
    }

    private static void rights(PublicationSpec publication, SourceFacts source, Findings findings) {
        EndFacts end = source.end();
        if (!end.creates()) {
            findings.blocker(
                    "publication_right_missing",
                    end.role(),
                    end.role() + " may not create publications in the database " + end.database() + " of " + end.name(),
                    end.grant("create on database " + Quoted.identifier(end.database()), end.role()));
        }
        if ((publication.allTables() || !publication.schemas().isEmpty()) && !end.superuser()) {
            String what = publication.allTables() ? "all tables" : "all tables of a schema";
            if (end.administers()) {
                findings.warning(
                        "publication_of_all_refused",
                        end.role(),
                        "PostgreSQL lets superusers alone publish " + what + ", which " + end.role()
                                + " is not; this service may make an exception for its administrators. If it does not,"
                                + " name the tables one by one",
                        null);
            } else {
                findings.blocker(
                        "publication_of_all_refused",
                        end.role(),
                        "Only superusers may publish " + what + ", and " + end.role()
                                + " is none: name the tables one by one, or use another role",
                        end.service() == Service.NONE
                                ? end.run("alter role " + Quoted.identifier(end.role()) + " superuser")
                                : null);
            }
        }
    }

    private static void judge(SourceTable table, PublicationSpec publication, EndFacts end, Findings findings) {
        String name = table.name().toString();
        if (!table.kind().publishable()) {
            findings.blocker(
                    "not_publishable",
                    name,
                    name + " is " + table.kind().words() + ", which cannot be published: leave it out",
                    table.kind() == RelationKind.UNLOGGED
                            ? end.run("alter table " + Quoted.table(table.name()) + " set logged")
                            : null);
            return;
        }
        if (!table.owned() && !end.superuser()) {
            findings.blocker(
                    "table_not_owned",
                    name,
                    "Only its owner may publish " + name + ", and " + end.role() + " is not",
                    end.run("alter table " + Quoted.table(table.name()) + " owner to "
                            + Quoted.identifier(end.role())));
        }
        boolean restricted = !table.listed().isEmpty() || table.filter() != null;
        if (table.kind() == RelationKind.PARTITIONED && restricted && !publication.viaPartitionRoot()) {
            findings.blocker(
                    "partitions_need_root",
                    name,
                    name + " is partitioned: a row filter or column list takes publish_via_partition_root = true",
                    null);
        }
        List<String> columns = table.columns().stream().map(Column::name).toList();
        for (String listed : table.listed()) {
            if (!columns.contains(listed)) {
                findings.blocker(
                        "source_column_missing", name, name + " has no column " + listed + " on " + end.name(), null);
            }
        }
    }
}
