package dev.pgrm.application.database;

import dev.pgrm.application.database.DatabaseLists.Form;
import dev.pgrm.application.database.DatabaseLists.Reading;
import dev.pgrm.application.database.ImportReport.RefusedRow;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the registry in step with a file of databases. Whatever is wrong with the file is told once, and the registry stays as it
 * is. For one thread.
 */
public final class FollowingDatabasesFile {
    private static final Logger log = LoggerFactory.getLogger(FollowingDatabasesFile.class);

    private final Text file;
    private final DatabaseLists lists;
    private final ImportingDatabases importing;

    private @Nullable String seen;
    private @Nullable String judged;
    private @Nullable String unreadable;
    private volatile State state = State.WAITING;

    /** What the file holds now. */
    public interface Text {
        String read() throws IOException;
    }

    public enum State {
        /** Nothing was read yet. */
        WAITING,
        MISSING,
        INVALID,
        /** The registry holds what it says. */
        VALID
    }

    public FollowingDatabasesFile(Text file, DatabaseLists lists, ImportingDatabases importing) {
        this.file = file;
        this.lists = lists;
        this.importing = importing;
    }

    public State state() {
        return state;
    }

    /** Acts on what two looks in a row saw: somebody may be writing the file just now, and half of it is a list, too. */
    public void look() {
        String text = text();
        boolean whole = text != null && text.equals(seen);
        seen = text;
        if (text != null && whole && !text.equals(judged)) {
            judge(text);
            judged = text;
        }
    }

    private @Nullable String text() {
        try {
            String text = file.read();
            unreadable = null;
            return text;
        } catch (IOException e) {
            if (!e.toString().equals(unreadable)) {
                log.error("The file of databases cannot be read, so the registry stays as it is: {}", e.toString());
            }
            unreadable = e.toString();
            state = e instanceof CharacterCodingException ? State.INVALID : State.MISSING;
            judged = null;
            return null;
        }
    }

    private void judge(String text) {
        switch (lists.read(Form.YAML, text)) {
            case Reading.Unreadable(var reason) -> {
                log.error("The file of databases is not used, and the registry stays as it is: {}", reason);
                state = State.INVALID;
            }
            case Reading.Rows(var rows) -> follow(rows);
        }
    }

    private void follow(List<ListedDatabase> rows) {
        ImportReport report = importing.follow(rows);
        if (report.acceptable()) {
            log.info(
                    "The registry follows the file of databases: {} added, {} changed, {} removed, {} as they were",
                    report.added().size(),
                    report.changed().size(),
                    report.removed().size(),
                    report.unchanged().size());
            state = State.VALID;
            return;
        }
        report.refused().forEach(row -> log.error("The file of databases, {}", said(row)));
        log.error(
                "The file of databases is not used, and the registry stays as it is: {} of its rows cannot be taken",
                report.refused().size());
        state = State.INVALID;
    }

    /** On one line, whatever somebody wrote there. */
    private static String said(RefusedRow row) {
        return ("row " + row.row() + " (" + row.name() + "): "
                        + row.violations().stream()
                                .map(violation -> violation.field() + " " + violation.message())
                                .collect(Collectors.joining("; ")))
                .replaceAll("\\p{Cntrl}", "?");
    }
}
