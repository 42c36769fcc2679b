package dev.pgrm.fleet.poll;

import dev.pgrm.domain.log.LogPosition;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sheet of the server's log. Which file is the current one is found out before anything is read, so that what is read of a
 * file that is not current any more is the last of it. Files of no size are never listed twice: the directory may be long, so it
 * is looked through only at first sight, at rotation, and when we are behind.
 */
final class LogSection implements Section<Optional<LogSection.Sheet>> {
    /** At the most, of one poll. */
    static final int LONGEST = 1 << 20;

    /** So far from its end a log is begun that we see for the first time. */
    static final int NEAR = 64 << 10;

    /** Who is further behind shall not try to catch up. */
    static final int FAR = 8 << 20;

    private @Nullable LogPosition position;
    private boolean behind;

    /**
     * @param current the file that is being written; none where the log does not go into files
     * @param file the file that was read of
     * @param start where reading was to begin; the byte before it comes first, unless it is the beginning of the file
     * @param following how many files were written after the one that was read of, if that is finished
     * @param next the first of them
     * @param bytes none where the file has gone
     */
    record Sheet(
            boolean collected,
            String destination,
            String prefix,
            String zone,
            @Nullable String current,
            @Nullable String file,
            long start,
            int following,
            @Nullable String next,
            @Nullable LogBytes bytes) {}

    /** @param wasFull whether there was more to read than could be read the last time */
    void goOn(@Nullable LogPosition from, boolean wasFull) {
        position = from;
        behind = wasFull;
    }

    // The CASEs keep the directory from being listed where it need not be, or where there may be none.
    @Override
    public String sql(Capabilities capabilities) {
        LogAccess access = capabilities.privileges().log();
        if (!access.enough()) {
            return "select ?::text, ?::int8, ?::bool where false";
        }
        return String.format(Locale.ROOT, """
            with place as materialized (
                select case when current_setting('logging_collector') = 'on' then %s end as current,
                       ?::text as known, ?::int8 as since, ?::bool as behind),
            beside as materialized (
                select place.*, coalesce(starts_with(known, regexp_replace(current, '[^/]*$', ''))
                                         and strpos(substr(known, length(regexp_replace(current, '[^/]*$', '')) + 1), '/') = 0,
                                         false) as stays
                  from place),
            aim as materialized (
                select beside.*, case when stays then known else current end as file from beside),
            sized as materialized (
                select aim.*, case when file is not null and (behind or not stays)
                                   then (select size from pg_ls_logdir() where name = %2$s) end as size
                  from aim),
            begun as materialized (
                select sized.*, case when not stays then greatest(size - %3$d, 0)
                                     when size - since > %4$d then size - %5$d
                                     else since end as start
                  from sized)
            select current_setting('logging_collector') = 'on' as collected,
                   current_setting('log_destination') as destination,
                   current_setting('log_line_prefix') as prefix,
                   current_setting('log_timezone') as zone,
                   current, file, coalesce(start, 0) as start,
                   case when file <> current
                        then (select count(*) || ' ' || coalesce((array_agg(later.name order by later.modification, later.name))[1], '')
                                from pg_ls_logdir() as later
                                join pg_ls_logdir() as own
                                  on own.name = %2$s and (later.modification, later.name) > (own.modification, own.name)
                               where substring(later.name from '\\.(?:csv|json)$')
                                     is not distinct from substring(own.name from '\\.(?:csv|json)$'))
                   end as following,
                   pg_read_binary_file(file, greatest(start - 1, 0), %6$d, true) as bytes
              from begun
            """, current(capabilities, access), BASE_OF_FILE, NEAR, FAR, NEAR, LONGEST);
    }

    private static String current(Capabilities capabilities, LogAccess access) {
        if (!access.tellsCurrent()) {
            return NEWEST;
        }
        return "coalesce(" + (capabilities.atLeast(15) ? "pg_current_logfile('jsonlog'), " : "")
                + "pg_current_logfile('csvlog'), pg_current_logfile('stderr'))";
    }

    private static final String BASE_OF_FILE = "regexp_replace(file, '^.*/', '')";

    private static final String NEWEST = """
        (select current_setting('log_directory') || '/' || name
                             from pg_ls_logdir()
                            where case when current_setting('log_destination') like '%jsonlog%' then name like '%.json'
                                       when current_setting('log_destination') like '%csvlog%' then name like '%.csv'
                                       else name not like '%.json' and name not like '%.csv' end
                            order by modification desc, name desc
                            limit 1)""";

    @Override
    public int bind(PreparedStatement statement, int first) throws SQLException {
        statement.setString(first, position == null ? null : position.file());
        statement.setLong(first + 1, position == null ? 0 : Long.parseLong(position.offset()));
        statement.setBoolean(first + 2, behind);
        return first + 3;
    }

    /** Nothing where our role may not read it. */
    @Override
    public Optional<Sheet> read(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        byte[] bytes = row.getBytes("bytes");
        String following = row.getString("following");
        String[] parts = following == null ? new String[] {"0", ""} : following.split(" ", 2);
        return Optional.of(new Sheet(
                row.getBoolean("collected"),
                row.getString("destination"),
                row.getString("prefix"),
                row.getString("zone"),
                row.getString("current"),
                row.getString("file"),
                row.getLong("start"),
                Integer.parseInt(parts[0]),
                parts[1].isEmpty() ? null : parts[1],
                bytes == null ? null : LogBytes.of(bytes)));
    }
}
