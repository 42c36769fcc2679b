package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is said to both ends when a table is copied again. */
public record ResyncStatements(ResyncTable work) {
    /**
     * Writes the statement that publishes what a publication does, but for one table. Columns that only later versions have are looked
     * for by name: their views differ.
     */
    private static final String OTHERS = """
            select format('create publication %I%s with (publish = %L, publish_via_partition_root = %s%s)', wanted.others,
              (select ' for table ' || string_agg(format('only %I.%I', t.schemaname, t.tablename)
                 || case when to_jsonb(r) ->> 'prattrs' is null then '' else
                      (select ' (' || string_agg(quote_ident(a), ', ') || ')'
                         from jsonb_array_elements_text(to_jsonb(t) -> 'attnames') as a) end
                 || coalesce(' where (' || (to_jsonb(t) ->> 'rowfilter') || ')', ''),
                 ', ' order by t.schemaname, t.tablename)
               from pg_publication_tables t
               join pg_namespace n on n.nspname = t.schemaname
               join pg_class c on c.relnamespace = n.oid and c.relname = t.tablename
               left join pg_publication_rel r on r.prpubid = p.oid and r.prrelid = c.oid
               where t.pubname = p.pubname and (t.schemaname, t.tablename) <> (wanted.schema, wanted.name)),
              concat_ws(', ', case when pubinsert then 'insert' end, case when pubupdate then 'update' end,
                case when pubdelete then 'delete' end, case when pubtruncate then 'truncate' end),
              cast(pubviaroot as text),
              case to_jsonb(p) ->> 'pubgencols' when 's' then ', publish_generated_columns = stored' else '' end)
              as making
            from pg_publication p join wanted on p.pubname = wanted.publication""";

    /** Out of its publication, but not what inherits from it. */
    public String drop() {
        return alter() + " drop table only " + Quoted.table(work.table());
    }

    public String add(PublishedTable as) {
        return alter() + " add table " + as.sql();
    }

    private String alter() {
        return "alter publication " + Quoted.identifier(work.publication());
    }

    /** For a person, who sees whether it is partitioned. */
    String empty() {
        return "-- of a partitioned table, without the word only\n" + empty(false);
    }

    /** What inherits from it is a table of its own; partitions are the table itself. */
    public String empty(boolean partitioned) {
        return "truncate " + (partitioned ? "" : "only ") + Quoted.table(work.table());
    }

    /** A query that answers with a statement. */
    public String howToPublishOthers(PublicationName others) {
        return "with wanted (others, publication, schema, name) as (values ("
                + Stream.of(
                                others,
                                work.publication(),
                                work.table().schema(),
                                work.table().name())
                        .map(Quoted::literal)
                        .collect(Collectors.joining(", "))
                + "))\n" + OTHERS;
    }

    String publishOthersByHand(PublicationName others) {
        return howToPublishOthers(others) + "\n\\gset\n:making";
    }

    public String dropOthers(PublicationName others) {
        return "drop publication if exists " + Quoted.identifier(others);
    }
}
