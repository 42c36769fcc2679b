package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request to one service, by a known caller, in one region. */
record Call(String region, String action, Caller caller, JsonNode input) {

    String text(String name) {
        String text = find(name);
        if (text == null || text.isEmpty()) {
            throw AwsError.missingParameter(name);
        }
        return text;
    }

    String text(String name, String absent) {
        String text = find(name);
        return text == null ? absent : text;
    }

    @Nullable
    String find(String name) {
        JsonNode node = input.get(name);
        return node == null || node.isNull() ? null : node.asText();
    }

    boolean has(String name) {
        return input.hasNonNull(name);
    }

    boolean flag(String name) {
        return input.path(name).asBoolean(false);
    }

    int number(String name, int absent) {
        return input.path(name).asInt(absent);
    }

    Instant time(String name) {
        double seconds = input.path(name).asDouble();
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        input.path(name).forEach(each -> texts.add(each.asText()));
        return texts;
    }

    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + Identities.ACCOUNT + ":" + resource;
    }
}
