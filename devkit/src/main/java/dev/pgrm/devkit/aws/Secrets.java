package dev.pgrm.devkit.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The secrets of all regions, and the encryption keys that cannot be used. */
public final class Secrets {
    private final Clock clock;
    private final Map<String, Map<String, Secret>> secretsOfRegion = new HashMap<>();
    private final Set<String> forbiddenKeys = new HashSet<>();
    private final Set<String> disabledKeys = new HashSet<>();

    Secrets(Clock clock) {
        this.clock = clock;
    }

    /** Creates the secret, or gives it a new current version as a rotation does; answers with its ARN. */
    public synchronized String put(String region, String name, String secretString) {
        Secret existing = secrets(region).get(name);
        Secret secret = existing == null ? add(region, name) : existing;
        secret.put(null, new SecretContent(secretString, null), List.of(StagingLabels.CURRENT), clock.instant());
        return secret.arn;
    }

    /** The first step of a rotation (createSecret): the new value is there, and not yet the one to be used. */
    public synchronized void beginRotation(String arn, String secretString) {
        known(arn).put(null, new SecretContent(secretString, null), List.of(StagingLabels.PENDING), clock.instant());
    }

    /** Its last step (finishSecret): what was pending is current. */
    public synchronized void finishRotation(String arn) {
        StagingLabels labels = known(arn).labels;
        String pending = Objects.requireNonNull(labels.versionOf(StagingLabels.PENDING), "no rotation was begun");
        labels.attach(StagingLabels.CURRENT, pending);
        labels.move(StagingLabels.PENDING, pending, null);
    }

    private Secret known(String arn) {
        return find(arn.split(":", -1)[3], arn);
    }

    /** Encrypts the secret under this key from now on. */
    public synchronized void encrypt(String arn, String kmsKeyId) {
        known(arn).kmsKeyId = kmsKeyId;
    }

    /** Callers have no kms:Decrypt on this key. */
    public synchronized void forbidKey(String kmsKeyId) {
        forbiddenKeys.add(kmsKeyId);
    }

    /** The key is disabled, so nothing can be decrypted. */
    public synchronized void disableKey(String kmsKeyId) {
        disabledKeys.add(kmsKeyId);
    }

    synchronized Secret add(String region, String name) {
        Secret existing = secrets(region).get(name);
        if (existing != null && existing.deletion() != null) {
            throw AwsError.badRequest(
                    "InvalidRequestException",
                    "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }
        if (existing != null) {
            throw AwsError.badRequest(
                    "ResourceExistsException", "The operation failed because the secret " + name + " already exists.");
        }
        String arn = "arn:aws:secretsmanager:" + region + ":" + Identities.ACCOUNT + ":secret:" + name + "-"
                + RandomText.mixed(6);
        Secret secret = new Secret(arn, name, clock.instant());
        secrets(region).put(name, secret);
        return secret;
    }

    synchronized void remove(String region, Secret secret) {
        secrets(region).remove(secret.name);
    }

    synchronized List<Secret> all(String region) {
        return new ArrayList<>(secrets(region).values());
    }

    synchronized Secret find(String region, String id) {
        Secret secret = lookUp(region, id);
        if (secret == null) {
            throw AwsError.badRequest("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
        }
        return secret;
    }

    synchronized @Nullable Secret lookUp(String region, String id) {
        List<Secret> all = all(region);
        return all.stream()
                .filter(secret -> secret.isCalled(id))
                .findFirst()
                .or(() ->
                        all.stream().filter(secret -> secret.isCalledInPart(id)).findFirst())
                .orElse(null);
    }

    synchronized void refuseUnlessReadable(Secret secret) {
        String key = secret.kmsKeyId;
        if (key != null && forbiddenKeys.contains(key)) {
            throw AwsError.badRequest("AccessDeniedException", "Access to KMS is not allowed");
        }
        if (key != null && disabledKeys.contains(key)) {
            throw AwsError.badRequest(
                    "DecryptionFailure",
                    "Secrets Manager can't decrypt the protected secret text using the provided KMS key.");
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** A secret whose recovery window is over is gone. */
    private Map<String, Secret> secrets(String region) {
        Map<String, Secret> secrets = secretsOfRegion.computeIfAbsent(region, _ -> new TreeMap<>());
        secrets.values().removeIf(secret -> {
            Instant deletion = secret.deletion();
            return deletion != null && !clock.instant().isBefore(deletion);
        });
        return secrets;
    }
}
