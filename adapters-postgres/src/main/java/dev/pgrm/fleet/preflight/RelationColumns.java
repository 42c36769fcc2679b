package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.preflight.Column;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of relations at both ends alike, of one that is called {@code c} in the statement. */
final class RelationColumns {
    static final String KIND = """
            case when c.oid < 16384 then 'SYSTEM'
                        when c.relkind in ('r', 'p') and c.relpersistence = 't' then 'TEMPORARY'
                        when c.relkind in ('r', 'p') and c.relpersistence = 'u' then 'UNLOGGED'
                        when c.relkind = 'r' then 'TABLE'
                        when c.relkind = 'p' then 'PARTITIONED'
                        when c.relkind = 'v' then 'VIEW'
                        when c.relkind = 'm' then 'MATERIALIZED_VIEW'
                        when c.relkind = 'f' then 'FOREIGN'
                        else 'OTHER' end""";

    /** As arrays of the same length; $BARRED says of which columns something is forbidden. */
    static final String LATERAL = """
            cross join lateral (
                  select array_agg(a.attname::text order by a.attnum) as column_names,
                         array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as column_types,
                         array_agg(concat(case when a.attnotnull then 'r' end,
                                          case when a.atthasdef or a.attidentity <> '' then 'f' end,
                                          case when a.attgenerated <> '' then 'g' end,
                                          case when a.attidentity = 'a' then 'a' end,
                                          case when $BARRED then 'x' end) order by a.attnum) as column_marks
                    from pg_attribute as a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
            """;

    /**
     * Whether it can be asked for its size without waiting for whoever has locked it; taken once, in a common table expression
     * named {@code locked}.
     */
    static final String LOCKED = """
            locked as materialized (
                 select distinct relation from pg_locks where mode = 'AccessExclusiveLock' and relation is not null)""";

    /** Columns of the index that is called {@code x}, without those that it only carries. */
    static final String KEY_OF_INDEX = """
            select array_agg(a.attname::text order by a.attnum)
                     from pg_index as x
                     join pg_attribute as a
                       on a.attrelid = x.indrelid and a.attnum = any ((x.indkey::int2[])[0:x.indnkeyatts - 1])
                    where x.indrelid = c.oid and x.indisvalid and x.indimmediate""";

    private RelationColumns() {}

    static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString("schema_name"), row.getString("table_name"));
    }

    static List<Column> of(ResultSet row) throws SQLException {
        List<String> names = texts(row, "column_names");
        List<String> types = texts(row, "column_types");
        List<String> marks = texts(row, "column_marks");
        var columns = new ArrayList<Column>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String mark = marks.get(i);
            columns.add(new Column(
                    names.get(i),
                    types.get(i),
                    mark.contains("r"),
                    mark.contains("f"),
                    mark.contains("g"),
                    mark.contains("a")));
        }
        return columns;
    }

    static List<String> barred(ResultSet row) throws SQLException {
        List<String> names = texts(row, "column_names");
        List<String> marks = texts(row, "column_marks");
        var barred = new ArrayList<String>();
        for (int i = 0; i < names.size(); i++) {
            if (marks.get(i).contains("x")) {
                barred.add(names.get(i));
            }
        }
        return barred;
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        List<String> texts = textsIfAny(row, column);
        return texts == null ? List.of() : texts;
    }

    static @Nullable List<String> textsIfAny(ResultSet row, String column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? null : List.of((String[]) texts.getArray());
    }
}
