package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.preflight.SourceFacts.Some;
import dev.pgrm.domain.preflight.SourceFacts.Unreplicated;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What lies beside the tables and is not replicated. Large objects may be very many, so they are counted up to a bound. */
final class UnreplicatedQuery {
    private static final String SQL = """
            select case when c.relkind = 'S' then 'sequences' when c.relkind = 'm' then 'views' else 'unlogged' end as what,
                   count(*) as number,
                   (array_agg(n.nspname || '.' || c.relname order by n.nspname, c.relname))[1:5] as names
              from pg_namespace as n
              join pg_class as c on c.relnamespace = n.oid
             where n.nspname = any (?::text[])
               and (c.relkind in ('S', 'm') or c.relkind in ('r', 'p') and c.relpersistence = 'u')
             group by 1
             union all
            select 'large', count(*), null from (select from pg_largeobject_metadata limit 10000) as counted
            """;

    private UnreplicatedQuery() {}

    static Unreplicated read(Connection session, Set<String> schemas) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(SQL)) {
            statement.setArray(1, session.createArrayOf("text", schemas.toArray()));
            Map<String, Some> found = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getString("what"),
                            new Some(row.getLong("number"), RelationColumns.texts(row, "names")));
                }
            }
            return new Unreplicated(
                    found.getOrDefault("sequences", Some.NONE),
                    found.getOrDefault("unlogged", Some.NONE),
                    found.getOrDefault("views", Some.NONE),
                    found.getOrDefault("large", Some.NONE).count());
        }
    }
}
