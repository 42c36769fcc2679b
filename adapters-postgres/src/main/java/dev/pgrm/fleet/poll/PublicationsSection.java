package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.postgres.PublicationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The publications of one database, without their tables. 13 added partitions under the name of their root, 15 whole schemas. */
final class PublicationsSection implements Section<List<Publication>> {
    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            select pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
                   coalesce(%s, false) as via_root, %s as schemas
              from pg_publication as publication
            """,
                capabilities.since(13, "pubviaroot", "bool"),
                capabilities.since(15, SCHEMAS, "text[]"));
    }

    private static final String SCHEMAS = """
            (select array_agg(nspname::text order by nspname)
               from pg_publication_namespace
               join pg_namespace on pg_namespace.oid = pnnspid
              where pnpubid = publication.oid)""";

    @Override
    public List<Publication> read(ResultSet row) throws SQLException {
        var publications = new ArrayList<Publication>();
        while (row.next()) {
            publications.add(new Publication(
                    new PublicationName(row.getString("pubname")),
                    row.getBoolean("puballtables"),
                    Rows.texts(row, "schemas"),
                    operations(row),
                    row.getBoolean("via_root"),
                    null));
        }
        return publications;
    }

    private static Set<DataChange> operations(ResultSet row) throws SQLException {
        var operations = EnumSet.noneOf(DataChange.class);
        for (DataChange change : DataChange.values()) {
            if (row.getBoolean("pub" + change.name().toLowerCase(Locale.ROOT))) {
                operations.add(change);
            }
        }
        return operations;
    }
}
