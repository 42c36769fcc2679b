package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Secrets Manager's actions. */
final class SecretsManagerService implements AwsService {
    private final Secrets secrets;

    SecretsManagerService(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String scope() {
        return "secretsmanager";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateSecret", guarded(call -> arnFor(call, call.text("Name")), this::create),
                "GetSecretValue", onSecret(this::value),
                "PutSecretValue", onSecret(this::put),
                "UpdateSecretVersionStage", onSecret(SecretsManagerService::moveStage),
                "DescribeSecret", onSecret((_, secret) -> SecretAsJson.description(secret)),
                "ListSecrets", guarded(_ -> "*", this::list),
                "DeleteSecret", onSecret(this::delete),
                "RestoreSecret", onSecret(SecretsManagerService::restore));
    }

    private ObjectNode create(Call call) {
        SecretContent content = SecretContent.in(call);
        String token = call.find("ClientRequestToken");
        Secret existing = secrets.lookUp(call.region(), call.text("Name"));
        Secret secret = existing != null && existing.wasCreatedWith(token) ? existing : add(call);
        ObjectNode answer = SecretAsJson.names(secret);
        if (content != null) {
            List<String> stages = List.of(StagingLabels.CURRENT);
            answer.put(
                    "VersionId",
                    secret.put(token, content, stages, secrets.now()).id());
        }
        return answer;
    }

    private Secret add(Call call) {
        Secret secret = secrets.add(call.region(), call.text("Name"));
        secret.description = call.text("Description", "");
        secret.kmsKeyId = call.find("KmsKeyId");
        secret.tags = tags(call);
        return secret;
    }

    private ObjectNode value(Call call, Secret secret) {
        secret.refuseWhenDeleted();
        Secret.Version version = secret.version(call.find("VersionId"), call.find("VersionStage"));
        secrets.refuseUnlessReadable(secret);
        ObjectNode answer = SecretAsJson.names(secret).put("VersionId", version.id());
        version.content().writeTo(answer);
        answer.set("VersionStages", Trees.texts(secret.labels.of(version.id())));
        answer.putPOJO("CreatedDate", version.created());
        return answer;
    }

    private ObjectNode put(Call call, Secret secret) {
        secret.refuseWhenDeleted();
        SecretContent content = SecretContent.in(call);
        if (content == null) {
            throw AwsError.badRequest(
                    "InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        }
        List<String> asked = call.texts("VersionStages");
        List<String> stages = asked.isEmpty() ? List.of(StagingLabels.CURRENT) : asked;
        Secret.Version version = secret.put(call.find("ClientRequestToken"), content, stages, secrets.now());
        ObjectNode answer = SecretAsJson.names(secret).put("VersionId", version.id());
        answer.set("VersionStages", Trees.texts(secret.labels.of(version.id())));
        return answer;
    }

    private static ObjectNode moveStage(Call call, Secret secret) {
        secret.refuseWhenDeleted();
        String to = call.find("MoveToVersionId");
        if (to != null) {
            secret.version(to, null);
        }
        secret.labels.move(call.text("VersionStage"), call.find("RemoveFromVersionId"), to);
        return SecretAsJson.names(secret);
    }

    private ObjectNode list(Call call) {
        int size = call.number("MaxResults", 100);
        if (size < 1 || size > 100) {
            throw AwsError.badRequest("InvalidParameterException", "MaxResults must be between 1 and 100.");
        }
        List<Secret> shown = secrets.all(call.region()).stream()
                .filter(secret -> call.flag("IncludePlannedDeletion") || secret.deletion() == null)
                .filter(secret -> passes(secret, call.input().path("Filters")))
                .toList();
        Page<Secret> page = Page.of(
                shown,
                call.find("NextToken"),
                size,
                () -> AwsError.badRequest("InvalidNextTokenException", "The NextToken value is invalid."));
        ObjectNode answer = Trees.object();
        answer.set("SecretList", Trees.array(page.items(), SecretAsJson::listed));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private ObjectNode delete(Call call, Secret secret) {
        boolean force = call.flag("ForceDeleteWithoutRecovery");
        int days = call.number("RecoveryWindowInDays", 30);
        if (force && call.has("RecoveryWindowInDays")) {
            throw AwsError.badRequest(
                    "InvalidParameterException",
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        if (days < 7 || days > 30) {
            throw AwsError.badRequest(
                    "InvalidParameterException", "The RecoveryWindowInDays value must be between 7 and 30 days.");
        }
        secret.refuseWhenDeleted();
        Instant at = secret.deleteAfter(force ? Duration.ZERO : Duration.ofDays(days), secrets.now());
        if (force) {
            secrets.remove(call.region(), secret);
        }
        ObjectNode answer = SecretAsJson.names(secret);
        answer.putPOJO("DeletionDate", at);
        return answer;
    }

    private static ObjectNode restore(Call call, Secret secret) {
        secret.restore();
        return SecretAsJson.names(secret);
    }

    private static boolean passes(Secret secret, JsonNode filters) {
        for (JsonNode filter : filters) {
            if (!passesOne(secret, filter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean passesOne(Secret secret, JsonNode filter) {
        for (JsonNode value : filter.path("Values")) {
            boolean matches = switch (filter.path("Key").asText()) {
                case "name", "all" -> secret.name.startsWith(value.asText());
                case "description" -> secret.description.startsWith(value.asText());
                case "tag-key" -> secret.tags.containsKey(value.asText());
                case "tag-value" -> secret.tags.containsValue(value.asText());
                default -> throw AwsError.badRequest("InvalidParameterException", "Invalid filter key.");
            };
            if (matches) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, String> tags(Call call) {
        var tags = new TreeMap<String, String>();
        call.input()
                .path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    /** What permissions are decided on: the secret's ARN, or the name as given when there is no such secret. */
    private String arnFor(Call call, String id) {
        Secret secret = secrets.lookUp(call.region(), id);
        return secret == null ? id : secret.arn;
    }

    private Operation onSecret(BiFunction<Call, Secret, ObjectNode> act) {
        return guarded(
                call -> arnFor(call, call.text("SecretId")),
                call -> act.apply(call, secrets.find(call.region(), call.text("SecretId"))));
    }

    private Operation guarded(Function<Call, String> resource, Function<Call, ObjectNode> act) {
        return new Operation(resource, call -> {
            synchronized (secrets) {
                return act.apply(call);
            }
        });
    }
}
