package dev.pgrm.fleet.poll;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One statement of a poll and what its rows mean.
 *
 * @param <T> what they mean
 */
interface Section<T> {
    String sql(Capabilities capabilities);

    /**
     * Sets the parameters of its statement.
     *
     * @param first the number of the first of them
     * @return the number of the first that is not its own
     */
    default int bind(PreparedStatement statement, int first) throws SQLException {
        return first;
    }

    T read(ResultSet rows) throws SQLException;
}
