package dev.pgrm.endtoend;

import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.Database;
import java.time.Duration;
import java.time.Instant;

/** A past of two hours for a world that is minutes old: all that is there was there, and “reports” was unreachable for a while. */
final class PastOutage {
    private static final String WRITTEN_DOWN = """
            select 1 from topology_element where upper_inf(valid)
               and body::jsonb #>> '{node,name}' = 'reports' and body::jsonb #>> '{node,status}' = 'CONNECTED'""";

    private static final String LONGER = """
            update history_span set began = ?::timestamptz
             where began = (select min(began) from history_span) and began > ?::timestamptz returning 1""";

    /** Every part of the map as it is, from one moment to another or to where it is told of by itself. */
    private static final String AS_IT_IS = """
            insert into topology_element (id, valid, body)
            select id, tstzrange(?::timestamptz, least(?::timestamptz, since)), body
              from topology_element present
              join (select id, min(lower(valid)) as since from topology_element group by id) first using (id)
             where upper_inf(valid) and since > ?::timestamptz
               and (body::jsonb #>> '{node,name}' is not distinct from 'reports') = ?
            returning 1""";

    private static final String DISCONNECTED = """
            update topology_element set body = jsonb_set(body::jsonb, '{node,status}', '"DISCONNECTED"')::text
             where lower(valid) = ?::timestamptz and body::jsonb #>> '{node,name}' = 'reports' returning 1""";

    private PastOutage() {}

    /** The outage is from 40 to 20 minutes before that. */
    static void tellOf(World world, Instant now) {
        Database store = world.installation().services().store().database("pgrm");
        String begin = now.minus(Duration.ofHours(2)).toString();
        String began = now.minus(Duration.ofMinutes(40)).toString();
        String ended = now.minus(Duration.ofMinutes(20)).toString();
        await().atMost(Installation.BOUND)
                .until(() -> !store.query(WRITTEN_DOWN).isEmpty());
        store.query(LONGER, begin, begin);
        store.query(AS_IT_IS, ended, now.toString(), ended, true);
        store.query(AS_IT_IS, began, ended, began, true);
        store.query(AS_IT_IS, begin, began, begin, true);
        store.query(AS_IT_IS, begin, now.toString(), begin, false);
        store.query(DISCONNECTED, began);
    }
}
