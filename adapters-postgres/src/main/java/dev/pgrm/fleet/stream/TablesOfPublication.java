package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables that a publication names one by one, as they stand on its server at this moment. */
record TablesOfPublication(DedicatedSession source, PublicationName publication) {
    /** Column lists and conditions came with 15. */
    private static final String SQL = """
            select n.nspname, c.relname, format('only %I.%I', n.nspname, c.relname) || $RESTRICTED as written
              from pg_publication as p
              join pg_publication_rel as r on r.prpubid = p.oid
              join pg_class as c on c.oid = r.prrelid
              join pg_namespace as n on n.oid = c.relnamespace
             where p.pubname = ?""";

    private static final String RESTRICTED = """
            coalesce((select ' (' || string_agg(quote_ident(a.attname), ', ' order by a.attnum) || ')'
                        from pg_attribute as a
                       where a.attrelid = r.prrelid and a.attnum = any (cast(r.prattrs as int2[]))), '')
            || coalesce(' where (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')""";

    private record Named(TableName table, String written) {}

    /** Each as it stands in SQL, with its columns and its condition. */
    Map<TableName, String> written() throws Setback {
        String sql = SQL.replace("$RESTRICTED", OptionsNow.major(source) >= 15 ? RESTRICTED : "''");
        var written = new HashMap<TableName, String>();
        for (Named named : source.query(
                sql,
                row -> new Named(
                        new TableName(row.getString("nspname"), row.getString("relname")), row.getString("written")),
                publication.value())) {
            written.put(named.table(), named.written());
        }
        return written;
    }

    /** Those of them that it names. */
    List<TableName> among(List<TableName> tables) throws Setback {
        Map<TableName, String> there = written();
        return tables.stream().filter(there::containsKey).toList();
    }

    /** @param schemas all tables of which it publishes */
    record Whole(boolean allTables, List<String> schemas) {}

    /** What it publishes beside, or nothing when there is no such publication. */
    @Nullable
    Whole whole() throws Setback {
        String schemas = OptionsNow.major(source) >= 15 ? """
                  array(select cast(nspname as text) from pg_publication_namespace join pg_namespace on pg_namespace.oid = pnnspid
                         where pnpubid = p.oid)""" : "cast('{}' as text[])";
        List<Whole> found = source.query(
                "select puballtables, " + schemas + " as schemas from pg_publication as p where pubname = ?",
                row -> new Whole(row.getBoolean("puballtables"), List.of((String[])
                        row.getArray("schemas").getArray())),
                publication.value());
        return found.isEmpty() ? null : found.getFirst();
    }
}
