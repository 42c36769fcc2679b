package dev.pgrm.domain.aws;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of the actions that we need AWS lets us do. */
public record AwsPermissions(@Nullable Caller caller, List<String> regions, List<Check> checks) {
    public AwsPermissions {
        regions = List.copyOf(regions);
        checks = List.copyOf(checks);
    }

    /** Who AWS says that we are. */
    public record Caller(String account, String arn) {}

    /**
     * One action, tried in a way that changes nothing.
     *
     * @param resource on what it is needed, as a policy would say it
     * @param as the role that was assumed for it
     * @param took nothing when it was not tried
     */
    public record Check(
            String service,
            String action,
            String resource,
            @Nullable String as,
            Outcome outcome,
            @Nullable Duration took) {

        public boolean denied() {
            return outcome instanceof Outcome.Denied;
        }
    }

    public sealed interface Outcome {
        record Allowed(String detail) implements Outcome {}

        record Denied(Trouble trouble) implements Outcome {}

        /** Neither allowed nor denied: it could not be found out. */
        record Failed(Trouble trouble) implements Outcome {}

        /** Not tried, and why. */
        record Skipped(Trouble reason) implements Outcome {}
    }

    public AwsPermissions with(Check further) {
        return new AwsPermissions(
                caller,
                regions,
                Stream.concat(checks.stream(), Stream.of(further)).toList());
    }

    /** Nothing that was tried was denied or failed. */
    public boolean ok() {
        return checks.stream()
                .map(Check::outcome)
                .noneMatch(outcome -> outcome instanceof Outcome.Denied || outcome instanceof Outcome.Failed);
    }

    public List<String> missing() {
        return denied().map(Check::action).distinct().sorted().toList();
    }

    /** What would add all that is missing: to us, and to each role that lacks something itself. */
    public List<Policy> policies() {
        var denials = new LinkedHashMap<String, List<Check>>();
        denied().forEach(check -> denials.merge(
                Objects.requireNonNullElse(check.as(), ""),
                List.of(check),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return denials.entrySet().stream()
                .map(each -> new Policy(each.getKey().isEmpty() ? null : each.getKey(), statements(each.getValue())))
                .toList();
    }

    private Stream<Check> denied() {
        return checks.stream().filter(Check::denied);
    }

    private static List<Statement> statements(List<Check> denied) {
        return denied.stream()
                .map(Check::action)
                .distinct()
                .sorted()
                .map(action -> Statement.allowing(
                        action,
                        denied.stream()
                                .filter(check -> check.action().equals(action))
                                .map(Check::resource)
                                .distinct()
                                .sorted()
                                .toList()))
                .toList();
    }

    /**
     * A policy with no more in it than what is missing.
     *
     * @param role whose it is; that of whom we run as when there is none
     */
    public record Policy(@Nullable String role, List<Statement> statements) {
        public static final String VERSION = "2012-10-17";

        public Policy {
            statements = List.copyOf(statements);
        }
    }

    /** @param conditions operator, key and values, as in a policy */
    public record Statement(
            String sid, String action, List<String> resources, Map<String, Map<String, List<String>>> conditions) {
        static final String METRICS_NAMESPACE = "pgrm";

        public Statement {
            resources = List.copyOf(resources);
            conditions = Map.copyOf(conditions);
        }

        static Statement allowing(String action, List<String> resources) {
            return new Statement("Pgrm" + sid(action), action, resources, conditions(action));
        }

        private static String sid(String action) {
            String bare = action.replaceAll("[^A-Za-z0-9]", "");
            return Character.toUpperCase(bare.charAt(0)) + bare.substring(1);
        }

        /** Where the resource alone would allow more than we need. */
        private static Map<String, Map<String, List<String>>> conditions(String action) {
            return switch (action) {
                case "cloudwatch:PutMetricData" ->
                    Map.of("StringEquals", Map.of("cloudwatch:namespace", List.of(METRICS_NAMESPACE)));
                case "kms:Decrypt" ->
                    Map.of(
                            "StringLike",
                            Map.of("kms:ViaService", List.of("secretsmanager.*.amazonaws.com", "ssm.*.amazonaws.com")));
                default -> Map.of();
            };
        }
    }
}
