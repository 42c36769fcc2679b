package dev.pgrm.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.domain.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * The JSON in which a secret holds a database's credentials, as RDS writes it. What is wrong with it is told without
 * quoting it: a parser's own message would show the password.
 */
final class DatabaseSecret {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "Store it as JSON, as RDS does: {\"username\": \"...\", \"password\": \"...\"}";

    private DatabaseSecret() {}

    static SecretReading parse(String where, @Nullable String text) {
        if (text == null) {
            return malformed(where + " holds bytes rather than text");
        }
        JsonNode json = tree(text);
        if (json == null || !json.isObject()) {
            return malformed(where + " is not a JSON object");
        }
        String username = field(json, "username");
        String password = field(json, "password");
        if (username == null || password == null) {
            return malformed(where + " has no " + (username == null ? "username" : "password") + " in its JSON");
        }
        return new SecretReading.Usable(new Credential(username, password), field(json, "host"));
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    private static @Nullable String field(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value != null && value.isTextual() && !value.asText().isEmpty() ? value.asText() : null;
    }

    private static SecretReading malformed(String message) {
        return new SecretReading.Unusable(new Trouble("secret_malformed", message, FORM));
    }
}
