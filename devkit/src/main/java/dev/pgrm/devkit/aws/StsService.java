package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** STS: who am I, and let me be somebody else. */
final class StsService implements AwsService {
    private final Identities identities;

    StsService(Identities identities) {
        this.identities = identities;
    }

    @Override
    public String scope() {
        return "sts";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "GetCallerIdentity", new Operation(_ -> "*", StsService::identity),
                "AssumeRole", new Operation(call -> call.text("RoleArn"), this::assume));
    }

    private static ObjectNode identity(Call call) {
        Caller caller = call.caller();
        return Trees.object()
                .put("Arn", caller.arn())
                .put("UserId", caller.userId())
                .put("Account", caller.account());
    }

    private ObjectNode assume(Call call) {
        Caller session = identities.assume(
                call.text("RoleArn"), call.text("RoleSessionName"), call.find("ExternalId"), lifetime(call));
        if (session == null) {
            throw AwsError.accessDenied(
                    deniedCode(),
                    "User: " + call.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + call.text("RoleArn"));
        }
        ObjectNode answer = Trees.object();
        answer.putObject("Credentials")
                .put("AccessKeyId", session.key().id())
                .put("SecretAccessKey", session.key().secret())
                .put("SessionToken", session.key().sessionToken())
                .put("Expiration", Objects.requireNonNull(session.expires()).toString());
        answer.putObject("AssumedRoleUser")
                .put("AssumedRoleId", session.userId())
                .put("Arn", session.arn());
        return answer;
    }

    private static Duration lifetime(Call call) {
        int seconds = call.number("DurationSeconds", 3600);
        if (seconds < 900 || seconds > 43_200) {
            throw AwsError.badRequest(
                    "ValidationError",
                    "1 validation error detected: Value '" + seconds
                            + "' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900"
                            + " and 43200");
        }
        return Duration.ofSeconds(seconds);
    }
}
