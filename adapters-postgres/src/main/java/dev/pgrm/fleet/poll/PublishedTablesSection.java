package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.PublishedTables.SizedTable;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of each publication, summed up. 13 added partitions under the name of their root, 15 row filters, column lists and
 * whole schemas.
 *
 * <p>Not by pg_get_publication_tables, which opens every table, nor by pg_partition_tree, which locks every partition: reading the
 * catalogs opens and locks nothing, whoever alters those tables meanwhile. Only a table without statistics is opened for its size,
 * a bounded number of them, and none on which somebody holds or awaits a lock that would stop us.
 */
final class PublishedTablesSection implements Section<Map<PublicationName, PublishedTables>> {
    private static final int SHOWN = 10;
    private static final int MEASURED = 200;

    @Override
    public String sql(Capabilities capabilities) {
        return SQL.replace("$VIA_ROOT", capabilities.since(13, "coalesce(pubviaroot, false)", "bool"))
                .replace("$FILTERED", capabilities.atLeast(15) ? "named.prqual is not null" : "false")
                .replace("$LISTED", capabilities.atLeast(15) ? "named.prattrs is not null" : "false")
                .replace("$SCHEMAS", capabilities.atLeast(15) ? SCHEMAS : "")
                .replace("$SHOWN", Integer.toString(SHOWN))
                .replace("$MEASURED", Integer.toString(MEASURED));
    }

    private static final String SCHEMAS = """
                   union all
                   select pnpubid, relation.oid, relation.relkind, false, false
                     from pg_publication_namespace
                     join pg_class as relation on relation.relnamespace = pnnspid
                    where relation.relkind in ('r', 'p') and relation.relpersistence = 'p'
            """;

    /** Catalogs and the information schema have oids below 16384. */
    private static final String SQL = """
            with recursive member as materialized (
                   select prpubid as publication, relation.oid as relation, relation.relkind,
                          $FILTERED as filtered, $LISTED as listed
                     from pg_publication_rel as named
                     join pg_class as relation on relation.oid = prrelid
                    where relation.relkind in ('r', 'p')
                   $SCHEMAS
                   union all
                   select publication.oid, relation.oid, relation.relkind, false, false
                     from pg_publication as publication
                     join pg_class as relation
                       on relation.relkind in ('r', 'p') and relation.relpersistence = 'p' and relation.oid >= 16384
                    where publication.puballtables),
            reader as materialized (
                   select distinct role.oid
                     from pg_stat_activity as activity
                     join pg_roles as role on role.oid = activity.usesysid
                    where activity.backend_type = 'walsender' and activity.datname = current_database()
                      and not role.rolsuper and not role.rolbypassrls),
            via_root as materialized (select oid from pg_publication where $VIA_ROOT),
            part as (
                   select publication, relation as whole, filtered, listed, inhrelid as relation
                     from member
                     join pg_inherits on inhparent = relation
                    where relkind = 'p'
                   union all
                   select publication, whole, filtered, listed, inhrelid
                     from part
                     join pg_inherits on inhparent = relation),
            inner_part as materialized (
                   select distinct publication, relation from part where publication in (select oid from via_root)),
            published as materialized (
                   select publication, relation as published, relation as stored, filtered, listed
                     from member
                    where relkind = 'r' and (publication, relation) not in (select publication, relation from inner_part)
                   union all
                   select publication, whole, relation, filtered, listed
                     from part
                    where publication in (select oid from via_root)
                      and (publication, whole) not in (select publication, relation from inner_part)
                   union all
                   select publication, relation, relation, false, false
                     from part
                    where publication not in (select oid from via_root)),
            measured as materialized (
                   select relation.oid as stored, relation.relpages > 0 as known,
                          (relation.relpages + coalesce(toast.relpages, 0))::int8
                              * current_setting('block_size')::int8 as bytes,
                          relation.relreplident = 'f' or identity.indrelid is not null as identified,
                          relation.relrowsecurity and exists (
                              select from reader
                               where relation.relforcerowsecurity
                                  or not pg_has_role(reader.oid, relation.relowner, 'usage')) as hidden
                     from (select distinct stored from published) as distinct_table
                     join pg_class as relation on relation.oid = distinct_table.stored and relation.relkind = 'r'
                     left join pg_class as toast on toast.oid = relation.reltoastrelid
                     left join pg_index as identity
                       on identity.indrelid = relation.oid and identity.indisvalid and identity.indimmediate
                      and case relation.relreplident
                               when 'd' then identity.indisprimary
                               when 'i' then identity.indisreplident
                               else false end),
            weighed as (
                   select stored, identified, hidden, bytes from measured where known
                   union all
                   select stored, identified, hidden,
                          case when number <= $MEASURED and stored not in (
                                   select relation from pg_locks
                                    where mode = 'AccessExclusiveLock' and relation is not null)
                               then coalesce(pg_relation_size(stored), 0) else 0 end
                     from (select stored, identified, hidden, row_number() over (order by stored desc) as number
                             from measured where not known) as unknown),
            summed as (
                   select publication, published, sum(bytes)::int8 as bytes, bool_and(identified) as identified,
                          bool_or(hidden) as hidden,
                          bool_or(filtered) as filtered, bool_or(listed) as listed
                     from published
                     join weighed using (stored)
                    group by publication, published),
            ranked as (
                   select summed.*,
                          row_number() over (partition by publication order by bytes desc, published) as by_size,
                          row_number() over (partition by publication, identified order by published) as by_identity,
                          row_number() over (partition by publication, hidden order by published) as by_hidden
                     from summed),
            total as (
                   select publication, count(*) as tables, sum(bytes)::int8 as bytes,
                          count(*) filter (where filtered) as filtered, count(*) filter (where listed) as listed,
                          count(*) filter (where not identified) as unidentified,
                          count(*) filter (where hidden) as hidden
                     from summed
                    group by publication)
            select publication.pubname, coalesce(tables, 0) as tables, coalesce(total.bytes, 0) as bytes,
                   coalesce(total.filtered, 0) as filtered, coalesce(total.listed, 0) as listed,
                   coalesce(unidentified, 0) as unidentified, coalesce(total.hidden, 0) as hidden,
                   namespace.nspname, relation.relname, ranked.bytes as table_bytes,
                   by_size <= $SHOWN and ranked.bytes > 0 as large, not identified and by_identity <= $SHOWN as bare,
                   ranked.hidden and by_hidden <= $SHOWN as veiled
              from pg_publication as publication
              left join total on total.publication = publication.oid
              left join (ranked
                         join pg_class as relation on relation.oid = ranked.published
                         join pg_namespace as namespace on namespace.oid = relation.relnamespace)
                on ranked.publication = publication.oid
               and (by_size <= $SHOWN or not identified and by_identity <= $SHOWN or ranked.hidden and by_hidden <= $SHOWN)
             order by publication.oid, by_size
            """;

    @Override
    public Map<PublicationName, PublishedTables> read(ResultSet row) throws SQLException {
        var read = new HashMap<PublicationName, PublishedTables>();
        while (row.next()) {
            PublicationName publication = new PublicationName(row.getString("pubname"));
            PublishedTables soFar = read.get(publication);
            read.put(publication, with(soFar == null ? totals(row) : soFar, row));
        }
        return read;
    }

    private static PublishedTables totals(ResultSet row) throws SQLException {
        return new PublishedTables(
                row.getInt("tables"),
                row.getLong("bytes"),
                row.getInt("filtered"),
                row.getInt("listed"),
                row.getInt("unidentified"),
                List.of(),
                row.getInt("hidden"),
                List.of(),
                List.of());
    }

    private static PublishedTables with(PublishedTables tables, ResultSet row) throws SQLException {
        var bare = new ArrayList<>(tables.someWithoutIdentity());
        var hidden = new ArrayList<>(tables.someHidden());
        var largest = new ArrayList<>(tables.largest());
        if (row.getBoolean("bare")) {
            bare.add(new TableName(row.getString("nspname"), row.getString("relname")));
        }
        if (row.getBoolean("veiled")) {
            hidden.add(new TableName(row.getString("nspname"), row.getString("relname")));
        }
        if (row.getBoolean("large")) {
            largest.add(new SizedTable(
                    new TableName(row.getString("nspname"), row.getString("relname")), row.getLong("table_bytes")));
        }
        return new PublishedTables(
                tables.count(),
                tables.bytes(),
                tables.filtered(),
                tables.columnLists(),
                tables.withoutIdentity(),
                bare,
                tables.hidden(),
                hidden,
                largest);
    }
}
