package dev.pgrm.api.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.AwsPermissions.Policy;
import dev.pgrm.domain.aws.AwsPermissions.Statement;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What works with our permissions.
 *
 * @param missing the actions that are denied
 * @param policy what would add them to whom the monitors run as
 * @param rolePolicies what would add them to roles that are assumed
 */
@Serdeable
record PermissionsBody(
        boolean ok,
        @Nullable CallerBody caller,
        List<String> regions,
        List<CheckBody> checks,
        List<String> missing,
        @Nullable PolicyBody policy,
        List<RolePolicyBody> rolePolicies) {

    @Serdeable
    record CallerBody(String account, String arn) {}

    /**
     * One action.
     *
     * @param status allowed, denied, failed or skipped
     * @param role the one that was assumed for it
     */
    @Serdeable
    record CheckBody(
            String action,
            String service,
            String resource,
            @Nullable String role,
            String status,
            @Nullable String code,
            String detail,
            @Nullable String remedy,
            @Nullable Double seconds) {

        static CheckBody of(Check check) {
            return switch (check.outcome()) {
                case Outcome.Allowed(var detail) -> of(check, "allowed", null, detail, null);
                case Outcome.Denied(var trouble) -> of(check, "denied", trouble);
                case Outcome.Failed(var trouble) -> of(check, "failed", trouble);
                case Outcome.Skipped(var reason) -> of(check, "skipped", reason);
            };
        }

        private static CheckBody of(Check check, String status, Trouble trouble) {
            return of(check, status, trouble.code(), trouble.message(), trouble.remedy());
        }

        private static CheckBody of(
                Check check, String status, @Nullable String code, String detail, @Nullable String remedy) {
            return new CheckBody(
                    check.action(),
                    check.service(),
                    check.resource(),
                    check.as(),
                    status,
                    code,
                    detail,
                    remedy,
                    check.took() == null ? null : Math.round(check.took().toNanos() / 1e5) / 1e4);
        }
    }

    /** In AWS's own writing, ready to be attached. */
    @Serdeable
    record PolicyBody(
            @JsonProperty("Version") String version,
            @JsonProperty("Statement") List<StatementBody> statements) {

        static PolicyBody of(Policy policy) {
            return new PolicyBody(
                    Policy.VERSION,
                    policy.statements().stream().map(StatementBody::of).toList());
        }
    }

    @Serdeable
    record StatementBody(
            @JsonProperty("Sid") String sid,
            @JsonProperty("Effect") String effect,
            @JsonProperty("Action") String action,
            @JsonProperty("Resource") List<String> resources,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonProperty("Condition")
            Map<String, Map<String, List<String>>> conditions) {

        static StatementBody of(Statement statement) {
            return new StatementBody(
                    statement.sid(), "Allow", statement.action(), statement.resources(), statement.conditions());
        }
    }

    @Serdeable
    record RolePolicyBody(String role, PolicyBody policy) {}

    static PermissionsBody of(AwsPermissions permissions) {
        var caller = permissions.caller();
        List<Policy> policies = permissions.policies();
        return new PermissionsBody(
                permissions.ok(),
                caller == null ? null : new CallerBody(caller.account(), caller.arn()),
                permissions.regions(),
                permissions.checks().stream().map(CheckBody::of).toList(),
                permissions.missing(),
                policies.stream()
                        .filter(policy -> policy.role() == null)
                        .map(PolicyBody::of)
                        .findFirst()
                        .orElse(null),
                policies.stream()
                        .filter(policy -> policy.role() != null)
                        .map(policy -> new RolePolicyBody(Objects.requireNonNull(policy.role()), PolicyBody.of(policy)))
                        .toList());
    }
}
