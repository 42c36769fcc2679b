package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** How a secret is described without its value. */
final class SecretAsJson {
    private SecretAsJson() {}

    static ObjectNode names(Secret secret) {
        return Trees.object().put("ARN", secret.arn).put("Name", secret.name);
    }

    static ObjectNode description(Secret secret) {
        return described(secret, "VersionIdsToStages");
    }

    static ObjectNode listed(Secret secret) {
        return described(secret, "SecretVersionsToStages");
    }

    private static ObjectNode described(Secret secret, String stagesField) {
        ObjectNode node = names(secret).put("Description", secret.description);
        if (secret.kmsKeyId != null) {
            node.put("KmsKeyId", secret.kmsKeyId);
        }
        node.putPOJO("CreatedDate", secret.created);
        node.putPOJO("LastChangedDate", secret.changed);
        Instant deletion = secret.deletion();
        if (deletion != null) {
            node.putPOJO("DeletedDate", deletion);
        }
        node.set(
                "Tags",
                Trees.array(
                        List.copyOf(secret.tags.entrySet()),
                        tag -> Trees.object().put("Key", tag.getKey()).put("Value", tag.getValue())));
        ObjectNode stages = node.putObject(stagesField);
        for (String version : secret.versions.keySet()) {
            List<String> labels = secret.labels.of(version);
            if (!labels.isEmpty()) {
                stages.set(version, Trees.texts(labels));
            }
        }
        return node;
    }
}
