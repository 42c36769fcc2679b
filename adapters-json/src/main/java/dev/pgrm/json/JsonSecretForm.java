package dev.pgrm.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pgrm.application.credential.ClientCertificate;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.Trouble;
import org.jspecify.annotations.Nullable;

/** A JSON object with {@code username} and {@code password}, and perhaps {@code host}, as RDS writes it. */
public final class JsonSecretForm implements SecretForm {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public SecretReading read(String where, String text) {
        JsonNode json = tree(text);
        if (json == null || !json.isObject()) {
            return malformed(where + " is not a JSON object");
        }
        String username = field(json, "username");
        String password = field(json, "password");
        String certificate = field(json, "clientCertificate");
        String key = field(json, "clientKey");
        if ((certificate == null) != (key == null)) {
            return malformed(where + " has only one of clientCertificate and clientKey");
        }
        if (username == null || (password == null && key == null)) {
            return malformed(where + " has no " + (username == null ? "username" : "password") + " in its JSON");
        }
        return new SecretReading.Usable(
                new Credential(
                        username,
                        password,
                        certificate == null || key == null ? null : new ClientCertificate(certificate, key)),
                field(json, "host"));
    }

    /** The parser's own message would quote the secret. */
    private static @Nullable JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable String field(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value != null && value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    private static SecretReading malformed(String message) {
        return new SecretReading.Unusable(new Trouble(
                "secret_malformed",
                message,
                "Write it as JSON: {\"username\": \"...\", \"password\": \"...\"}; with a client certificate also"
                        + " clientCertificate and clientKey, both in PEM"));
    }
}
