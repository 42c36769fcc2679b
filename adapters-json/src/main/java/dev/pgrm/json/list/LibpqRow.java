package dev.pgrm.json.list;

import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.DatabaseDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A database said in libpq's connection parameters. Those that are of no use to a registry are passed over. */
final class LibpqRow {
    /** Amazon hands its authorities out in files of these names. */
    private static final List<String> OF_AMAZON = List.of("global-bundle.pem", "rds-combined-ca-bundle.pem");

    private final Map<String, String> parameters;
    private final List<Violation> wrong = new ArrayList<>();

    private LibpqRow(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** What a tool says beside the parameters. */
    record Label(
            @Nullable String name,
            @Nullable String environment,
            @Nullable String notes) {}

    static ListedDatabase read(int number, Label label, Map<String, String> parameters) {
        var row = new LibpqRow(parameters);
        DatabaseDraft draft = row.draft(label);
        parameters.keySet().stream()
                .filter(Passwords::isOne)
                .forEach(parameter -> row.wrong.add(new Violation(parameter, Passwords.REFUSED)));
        return new ListedDatabase(number, draft, parameters.get("user"), row.wrong);
    }

    private DatabaseDraft draft(Label label) {
        List<String> hosts = list(parameters.containsKey("host") ? "host" : "hostaddr");
        List<@Nullable Integer> ports =
                list("port").stream().<@Nullable Integer>map(this::port).toList();
        String first = hosts.isEmpty() || hosts.getFirst().isEmpty() ? null : hosts.getFirst();
        return new DatabaseDraft(
                label.name(),
                first,
                ports.isEmpty() ? null : ports.getFirst(),
                IntStream.range(1, hosts.size())
                        .mapToObj(place -> address(hosts.get(place), port(ports, place)))
                        .toList(),
                parameters.get("target_session_attrs"),
                parameters.getOrDefault("dbname", parameters.get("user")),
                label.environment(),
                first != null && RdsHost.parse(first) != null ? "aws" : null,
                null,
                mode(),
                authorities(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                label.notes());
    }

    private List<String> list(String parameter) {
        String value = parameters.get(parameter);
        return value == null ? List.of() : List.of(value.strip().split("\\s*,\\s*", -1));
    }

    private @Nullable Integer port(String text) {
        if (text.isEmpty()) {
            return null;
        }
        if (text.matches("\\d{1,9}")) {
            return Integer.valueOf(text);
        }
        wrong.add(new Violation("port", "must be a whole number"));
        return null;
    }

    /** One port serves all hosts. */
    private static @Nullable Integer port(List<@Nullable Integer> ports, int place) {
        return place < ports.size() ? ports.get(place) : null;
    }

    private static String address(String host, @Nullable Integer port) {
        return port == null ? host : (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** libpq's {@code allow} protects nobody, and is nearest to the usual. */
    private @Nullable String mode() {
        String mode = parameters.get("sslmode");
        return "allow".equals(mode) ? null : mode;
    }

    private @Nullable String authorities() {
        String file = parameters.get("sslrootcert");
        if (file == null || file.equals("system")) {
            return file;
        }
        if (OF_AMAZON.contains(file.substring(1 + Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'))))) {
            return "rds";
        }
        if (String.valueOf(mode()).startsWith("verify-")) {
            wrong.add(
                    new Violation(
                            "sslrootcert",
                            "names a file on another machine: bring this database in our own form, with its certificates as tlsCa"));
        }
        return null;
    }
}
