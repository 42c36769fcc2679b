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
import org.jspecify.annotations.Nullable;

/**
 * The publications of one database, without their tables, and traces of which tables those are. 13 added partitions under the name
 * of their root, 15 whole schemas.
 *
 * <p>The newest oid is the end of an index, and counting stops early. The counters of what was inserted and deleted there would not
 * do: they come late where a session is busy, stand still on standbys, and 14 reads a file for them.
 */
final class PublicationsSection implements Section<Publications> {
    /** What is published as of one poll. When two of them differ, tables have to be counted anew. */
    record Publications(List<Publication> all, List<Trace> traces) {}

    /**
     * What does not stay the same when a table is listed, listed no more, or listed with another filter.
     *
     * @param newest of all tables, where not only listed ones are published
     */
    record Trace(
            @Nullable Long newestListed,
            long listed,
            @Nullable Long newest) {}

    /** As many are read within some hundredths of a millisecond. */
    private static final int COUNTED = 1_000;

    @Override
    public String sql(Capabilities capabilities) {
        return String.format(
                Locale.ROOT,
                """
            select pubname, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,
                   coalesce(%s, false) as via_root, %s as schemas,
                   (select max(oid)::int8 from pg_publication_rel) as newest_listed,
                   (select count(*) from (select from pg_publication_rel limit %d) as listing) as listed,
                   case when puballtables %s then %s end as newest
              from pg_publication as publication
            """,
                capabilities.since(13, "pubviaroot", "bool"),
                capabilities.since(15, SCHEMAS, "text[]"),
                COUNTED,
                capabilities.atLeast(15) ? "or exists (select from pg_publication_namespace)" : "",
                NEWEST);
    }

    private static final String SCHEMAS = """
            (select array_agg(nspname::text order by nspname)
               from pg_publication_namespace
               join pg_namespace on pg_namespace.oid = pnnspid
              where pnpubid = publication.oid)""";

    private static final String NEWEST = """
            (select oid::int8 from pg_class where relkind in ('r', 'p') and relpersistence = 'p' order by oid desc limit 1)""";

    @Override
    public Publications read(ResultSet row) throws SQLException {
        var publications = new ArrayList<Publication>();
        var traces = new ArrayList<Trace>();
        while (row.next()) {
            publications.add(publication(row));
            traces.add(new Trace(Rows.number(row, "newest_listed"), row.getLong("listed"), Rows.number(row, "newest")));
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
