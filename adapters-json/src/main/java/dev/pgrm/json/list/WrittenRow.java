package dev.pgrm.json.list;

import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.DatabaseDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One row of our own form. */
final class WrittenRow {
    private static final int LONGEST_FIELD = 63;

    private final Map<?, ?> row;
    private final Set<String> known = new HashSet<>();
    private final List<Violation> wrong = new ArrayList<>();

    private WrittenRow(Map<?, ?> row) {
        this.row = row;
    }

    static ListedDatabase read(int number, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            return new ListedDatabase(
                    number,
                    new WrittenRow(Map.of()).draft(),
                    null,
                    List.of(new Violation("databases", "must hold databases, each with its fields")));
        }
        var row = new WrittenRow(fields);
        DatabaseDraft draft = row.draft();
        row.refuseTheUnknown();
        return new ListedDatabase(number, draft, null, row.wrong);
    }

    /** In the order in which they are documented, and written. */
    private DatabaseDraft draft() {
        return new DatabaseDraft(
                text("name"),
                text("host"),
                number("port"),
                texts("alternateHosts"),
                text("targetSessionAttrs"),
                text("database"),
                text("environment"),
                text("provider"),
                text("role"),
                text("tlsMode"),
                text("tlsCa"),
                text("credentials"),
                text("credentialsHost"),
                text("replicationCredentials"),
                text("iamRoleArn"),
                text("iamExternalId"),
                text("awsRegion"),
                text("vpcId"),
                texts("subnetIds"),
                texts("securityGroupIds"),
                pairs("tags"),
                text("notes"));
    }

    /** Without what has no value. */
    static Map<String, Object> write(DatabaseDraft draft) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "name", draft.name());
        put(fields, "host", draft.host());
        put(fields, "port", draft.port());
        put(fields, "alternateHosts", nothingIfEmpty(draft.alternateHosts()));
        put(fields, "targetSessionAttrs", draft.targetSessionAttrs());
        put(fields, "database", draft.database());
        put(fields, "environment", draft.environment());
        put(fields, "provider", draft.provider());
        put(fields, "role", draft.role());
        put(fields, "tlsMode", draft.tlsMode());
        put(fields, "tlsCa", draft.tlsCa());
        put(fields, "credentials", draft.credentials());
        put(fields, "credentialsHost", draft.credentialsHost());
        put(fields, "replicationCredentials", draft.replicationCredentials());
        put(fields, "iamRoleArn", draft.iamRoleArn());
        put(fields, "iamExternalId", draft.iamExternalId());
        put(fields, "awsRegion", draft.awsRegion());
        put(fields, "vpcId", draft.vpcId());
        put(fields, "subnetIds", nothingIfEmpty(draft.subnetIds()));
        put(fields, "securityGroupIds", nothingIfEmpty(draft.securityGroupIds()));
        put(fields, "tags", draft.tags() == null || draft.tags().isEmpty() ? null : new TreeMap<>(draft.tags()));
        put(fields, "notes", draft.notes());
        return fields;
    }

    private static void put(Map<String, Object> fields, String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    private static @Nullable List<String> nothingIfEmpty(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : new ArrayList<>(values);
    }

    private @Nullable Object value(String field) {
        known.add(field);
        return row.get(field);
    }

    private @Nullable String text(String field) {
        return switch (value(field)) {
            case null -> null;
            case String text -> text;
            default -> {
                refuse(field, "must be text, in quotes where it looks like something else");
                yield null;
            }
        };
    }

    private @Nullable Integer number(String field) {
        return switch (value(field)) {
            case null -> null;
            case Integer number -> number;
            case String digits when digits.matches("\\d{1,9}") -> Integer.valueOf(digits);
            default -> {
                refuse(field, "must be a whole number");
                yield null;
            }
        };
    }

    private @Nullable List<String> texts(String field) {
        return switch (value(field)) {
            case null -> null;
            case List<?> list
            when list.stream().allMatch(String.class::isInstance) ->
                list.stream().map(String.class::cast).toList();
            default -> {
                refuse(field, "must be a list of texts");
                yield null;
            }
        };
    }

    private @Nullable Map<String, String> pairs(String field) {
        return switch (value(field)) {
            case null -> null;
            case Map<?, ?> map
            when map.values().stream().allMatch(String.class::isInstance)
                    && map.keySet().stream().allMatch(String.class::isInstance) -> {
                var pairs = new LinkedHashMap<String, String>();
                map.forEach((key, value) -> pairs.put((String) key, (String) value));
                yield pairs;
            }
            default -> {
                refuse(field, "must have texts as keys and values, in quotes where they look like something else");
                yield null;
            }
        };
    }

    private void refuse(String field, String rule) {
        wrong.add(new Violation(field, rule));
    }

    private void refuseTheUnknown() {
        for (Object key : row.keySet()) {
            String field = String.valueOf(key);
            if (!known.contains(field)) {
                String shown = field.length() > LONGEST_FIELD ? field.substring(0, LONGEST_FIELD) + "..." : field;
                refuse(
                        shown,
                        Passwords.isOne(field)
                                ? Passwords.REFUSED
                                : "is no field of a database; /docs names those there are");
            }
        }
    }
}
