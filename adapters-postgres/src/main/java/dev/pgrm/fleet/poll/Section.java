package dev.pgrm.fleet.poll;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One statement of a poll and what its rows mean.
 *
 * @param <T> what they mean
 */
interface Section<T> {
    String sql(Capabilities capabilities);

    T read(ResultSet rows) throws SQLException;
}
