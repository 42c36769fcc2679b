package dev.pgrm.devkit.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One secret with its versions. Guarded by the Secrets it belongs to. */
final class Secret {
    final String arn;
    final String name;
    final Instant created;
    final Map<String, Version> versions = new LinkedHashMap<>();
    final StagingLabels labels = new StagingLabels();
    String description = "";

    @Nullable
    String kmsKeyId;

    Map<String, String> tags = Map.of();
    Instant changed;
    private @Nullable Instant deletion;

    record Version(String id, SecretContent content, Instant created) {}

    Secret(String arn, String name, Instant created) {
        this.arn = arn;
        this.name = name;
        this.created = created;
        this.changed = created;
    }

    /** By name or whole ARN; the ARN without its random ending is tried when these fail. */
    boolean isCalled(String id) {
        return id.equals(name) || id.equals(arn);
    }

    boolean isCalledInPart(String id) {
        return id.equals(arn.substring(0, arn.length() - "-XXXXXX".length()));
    }

    boolean wasCreatedWith(@Nullable String token) {
        return deletion == null && token != null && versions.containsKey(token);
    }

    /** Repeating a put with the same token and content changes nothing; another content is refused. */
    Version put(@Nullable String token, SecretContent content, List<String> stages, Instant now) {
        String id = token == null ? UUID.randomUUID().toString() : token;
        Version existing = versions.get(id);
        if (existing != null && !existing.content().equals(content)) {
            throw AwsError.badRequest(
                    "ResourceExistsException",
                    "The operation failed because the version " + id
                            + " already exists with a different secret value.");
        }
        Version version = existing == null ? new Version(id, content, now) : existing;
        versions.put(id, version);
        changed = now;
        stages.forEach(stage -> labels.attach(stage, id));
        if (labels.versionOf(StagingLabels.CURRENT) == null) {
            labels.attach(StagingLabels.CURRENT, id);
        }
        return version;
    }

    Version version(@Nullable String versionId, @Nullable String stage) {
        String label = stage == null ? StagingLabels.CURRENT : stage;
        String attached = labels.versionOf(label);
        if (versionId != null && stage != null && versions.containsKey(versionId) && !versionId.equals(attached)) {
            throw AwsError.badRequest(
                    "InvalidRequestException",
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        }
        Version version = versions.get(versionId == null ? (attached == null ? "" : attached) : versionId);
        if (version == null) {
            throw AwsError.badRequest(
                    "ResourceNotFoundException",
                    "Secrets Manager can't find the specified secret value for "
                            + (versionId == null ? "staging label: " + label : "VersionId: " + versionId));
        }
        return version;
    }

    @Nullable
    Instant deletion() {
        return deletion;
    }

    Instant deleteAfter(Duration window, Instant now) {
        Instant at = now.plus(window);
        deletion = at;
        return at;
    }

    void restore() {
        deletion = null;
    }

    void refuseWhenDeleted() {
        if (deletion != null) {
            throw AwsError.badRequest(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
    }
}
