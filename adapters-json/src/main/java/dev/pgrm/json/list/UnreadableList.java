package dev.pgrm.json.list;

/** A text that is no list of databases at all. Its message repeats nothing of the text, which may hold what nobody should see. */
final class UnreadableList extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableList(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
