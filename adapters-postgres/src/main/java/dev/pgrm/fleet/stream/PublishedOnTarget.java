package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.stream.Collectors;

/** What empties a table on the target as well empties it wherever the target publishes that to, which may be the source. */
final class PublishedOnTarget {
    private static final String SQL = """
            with here as (
              select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = ? and c.relname = ?),
            near as (
              select oid from here
              union select relid from here cross join pg_partition_tree(cast(here.oid as regclass))
              union select relid from here cross join pg_partition_ancestors(cast(here.oid as regclass)) as above (relid))
            select p.pubname, format('alter publication %I set (publish = %L)', p.pubname, concat_ws(', ',
                     case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
                     case when p.pubdelete then 'delete' end)) as quiet
              from pg_publication p
             where p.pubtruncate
               and (p.puballtables
                 or exists (select from pg_publication_rel r join near on near.oid = r.prrelid where r.prpubid = p.oid)
                 $SCHEMAS)
             order by 1""";

    /** Whole schemas came with 15. */
    private static final String SCHEMAS = """
            or exists (select from pg_publication_namespace w join pg_class c on c.relnamespace = w.pnnspid
                         join near on near.oid = c.oid where w.pnpubid = p.oid)""";

    private PublishedOnTarget() {}

    private record Publishing(String name, String quiet) {}

    /** While the table is out of the stream it is better waited for than given up. */
    static void require(DedicatedSession target, TableName table, boolean out) throws Setback {
        List<Publishing> publishing = target.query(
                SQL.replace("$SCHEMAS", OptionsNow.major(target) >= 15 ? SCHEMAS : ""),
                row -> new Publishing(row.getString("pubname"), row.getString("quiet")),
                table.schema(),
                table.name());
        if (publishing.isEmpty()) {
            return;
        }
        var trouble = new Trouble(
                "table_published_on_target",
                target.database().name() + " itself publishes that " + table
                        + " is emptied, so that it would be emptied elsewhere, too; by "
                        + publishing.stream().map(Publishing::name).collect(Collectors.joining(", ")),
                "Let that not be published for the while, and set it back afterwards: "
                        + publishing.stream().map(Publishing::quiet).collect(Collectors.joining("; ")) + ";");
        throw out ? Setback.passing(trouble) : Setback.lasting(trouble);
    }
}
