package dev.pgrm.domain.log;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must not leave the log: passwords in any form that PostgreSQL writes them, statements of clients, which may hold anything,
 * and rows of tables. Keys of rows stay, since a conflict is not mended without them.
 */
final class Redaction {
    private static final int LONGEST = 4000;
    private static final String HIDDEN = "***";

    private static final Pattern REPLICATION_COMMAND = Pattern.compile(
            "^\\s*(?:START_REPLICATION|CREATE_REPLICATION_SLOT|DROP_REPLICATION_SLOT|ALTER_REPLICATION_SLOT"
                    + "|READ_REPLICATION_SLOT|IDENTIFY_SYSTEM|TIMELINE_HISTORY|BASE_BACKUP)\\b");

    /** A statement in the text of a message: what follows is whatever somebody wrote. */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?is)\\b((?:create|alter)\\s+(?:subscription|role|user|group|server|foreign)\\s)\\s*\\S.*");

    private static final List<Masked> MASKS = List.of(
            // Connection strings: password = 'it''s \' quoted', or bare up to a space. Broken ones are quoted
            // piecewise. Possessive, or a long one would exhaust the stack.
            mask("(?i)\\b(\\w*(?:password|passphrase|secret)\\w*\\s*=\\s*)(?:'(?:[^'\\\\]|\\\\.|'')*+'?|[^\\s'\"&]+)"),
            mask("(?i)\\b(password\\s+)(?:E?'(?:[^'\\\\]|\\\\.|'')*+'?)"),
            mask("(?i)(://[^\\s:/@\"]*:)[^\\s@\"]*(?=@)"),
            mask("(?i)(://[^\\s/@\"]*:)[^\\s\"]*(?=@[^@\\s\"]*)"),
            mask("(missing \"=\" after \")[^\"]*"),
            mask("(invalid connection option \")[^\"]*"),
            mask("(unterminated quoted string in connection info string).*"),
            mask("(\\bURI[^\"]*\")[^\"]*"),
            mask("(SCRAM-SHA-256\\$)\\S+"),
            mask("\\b(md5)[0-9a-f]{32}\\b"),
            // Rows, in words of 14 to 18.
            mask("(Failing row contains \\().*(?=\\))"),
            mask("(existing local (?:row|tuple) \\().*?(?=\\)[;.]|\\)$)"),
            mask("(remote (?:row|tuple) \\().*?(?=\\)[;.]|\\)$)"),
            mask("(^COPY [^,]+, line \\d+: \").*(?=\")"));

    private Redaction() {}

    private record Masked(Pattern secret) {
        String in(String text) {
            return secret.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) + HIDDEN));
        }
    }

    static LogEntry of(LogEntry entry) {
        return new LogEntry(
                entry.at(),
                entry.severity(),
                entry.sqlState(),
                masked(entry.message()),
                text(entry.detail()),
                text(entry.hint()),
                text(entry.context()),
                isReplicationCommand(entry.statement()) ? text(entry.statement()) : null,
                entry.pid(),
                entry.process(),
                entry.database(),
                text(entry.application()));
    }

    static boolean isReplicationCommand(@Nullable String statement) {
        return statement != null && REPLICATION_COMMAND.matcher(statement).find();
    }

    private static @Nullable String text(@Nullable String text) {
        return text == null ? null : masked(text);
    }

    private static String masked(String text) {
        String masked = text;
        for (Masked mask : MASKS) {
            masked = mask.in(masked);
        }
        masked = STATEMENT.matcher(masked).replaceAll("$1" + HIDDEN);
        return masked.length() <= LONGEST ? masked : masked.substring(0, end(masked)) + "…";
    }

    /** Half a character cannot be written as JSON, and so neither what stands around it. */
    private static int end(String text) {
        return Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    }

    private static Masked mask(String secret) {
        return new Masked(Pattern.compile(secret, Pattern.DOTALL));
    }
}
