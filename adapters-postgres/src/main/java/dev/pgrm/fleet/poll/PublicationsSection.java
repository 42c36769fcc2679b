package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.fleet.poll.PublicationsSection.Publications;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The publications of one database, without their tables, and traces of which tables those are. 13 added partitions under the name
 * of their root, 15 whole schemas.
 *
 * <p>The newest oid is the end of an index, and counting stops early; where more are listed, the server counts what is deleted. That
 * comes late from busy sessions and never to standbys, and 14 would read a file for it.
 */
final class PublicationsSection implements Section<Publications> {
    /**
     * What is published as of one poll. When two of them differ, tables have to be counted anew.
     *
     * @param traces what does not stay the same when a table is listed, listed no more, or listed with another filter, nor when one is
     *     made where not only listed ones are published
     */
    record Publications(List<Publication> all, List<String> traces) {}

    /** As many are read within a hundredth of a millisecond. */
    private static final int COUNTED = 100;

    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            select pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
                   coalesce(%s, false) as via_root, %s as schemas,
                   row((select max(oid) from pg_publication_rel),
                       (select count(*) from (select from pg_publication_rel limit %d) as listing),
                       %s,
                       case when puballtables %s then %s end)::text as trace
              from pg_publication as publication
            """,
                capabilities.since(13, "pubviaroot", "bool"),
                capabilities.since(15, SCHEMAS, "text[]"),
                COUNTED,
                capabilities.since(15, "pg_stat_get_tuples_deleted('pg_catalog.pg_publication_rel'::regclass)", "int8"),
                capabilities.atLeast(15) ? "or exists (select from pg_publication_namespace)" : "",
                NEWEST);
    }

    private static final String SCHEMAS = """
            (select array_agg(nspname::text order by nspname)
               from pg_publication_namespace
               join pg_namespace on pg_namespace.oid = pnnspid
              where pnpubid = publication.oid)""";

    /** The offset has the index read backwards until the first that will do, whatever is guessed of how many would. */
    private static final String NEWEST = """
            (select oid
               from (select oid, relkind, relpersistence from pg_class order by oid desc offset 0) as relation
              where relkind in ('r', 'p') and relpersistence = 'p'
              limit 1)""";

    @Override
    public Publications read(ResultSet row) throws SQLException {
        var publications = new ArrayList<Publication>();
        var traces = new ArrayList<String>();
        while (row.next()) {
            publications.add(publication(row));
            traces.add(row.getString("trace"));
        }
        return new Publications(publications, traces);
    }

    private static Publication publication(ResultSet row) throws SQLException {
        return new Publication(
                new PublicationName(row.getString("pubname")),
                row.getBoolean("puballtables"),
                Rows.texts(row, "schemas"),
                operations(row),
                row.getBoolean("via_root"),
                null);
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
