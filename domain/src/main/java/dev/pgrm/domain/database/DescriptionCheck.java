package dev.pgrm.domain.database;

import dev.pgrm.domain.Violations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a drafted database is called, and what else is said of it. */
final class DescriptionCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9 _-]{0,61}[A-Za-z0-9_-])?");

    private DescriptionCheck() {}

    static @Nullable String name(DatabaseDraft draft, Violations wrong) {
        String name = draft.name();
        wrong.require(
                name != null && NAME.matcher(name).matches(),
                "name",
                "is required: 1 to 63 letters, digits, hyphens, underscores and inner spaces");
        return name;
    }

    static @Nullable String database(DatabaseDraft draft, Violations wrong) {
        String database = draft.database();
        wrong.require(
                database != null && !database.isBlank() && fitsInBytes(database),
                "database",
                "is required: the name of a database on that server, at most 63 bytes");
        return database;
    }

    private static boolean fitsInBytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= 63 && Violations.canBeKept(name);
    }

    static Network network(DatabaseDraft draft, Violations wrong) {
        wrong.limit("vpcId", draft.vpcId(), 63);
        wrong.limitEach("subnetIds", draft.subnetIds());
        wrong.limitEach("securityGroupIds", draft.securityGroupIds());
        return wrong.none()
                ? new Network(
                        draft.vpcId(),
                        Objects.requireNonNullElse(draft.subnetIds(), List.of()),
                        Objects.requireNonNullElse(draft.securityGroupIds(), List.of()))
                : Network.UNSAID;
    }

    static Map<String, String> tags(DatabaseDraft draft, Violations wrong) {
        Map<String, String> tags = Objects.requireNonNullElse(draft.tags(), Map.of());
        wrong.limitEach(
                "tags",
                Stream.concat(tags.keySet().stream(), tags.values().stream()).toList());
        return wrong.none() ? tags : Map.of();
    }
}
