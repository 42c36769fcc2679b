package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** AWS JSON 1.1: the action stands in X-Amz-Target. */
final class JsonProtocol implements Protocol {
    private static final Map<String, String> TYPE = Map.of("Content-Type", "application/x-amz-json-1.1");
    private static final Map<String, String> SCOPE_OF_TARGET =
            Map.of("secretsmanager", "secretsmanager", "AmazonSSM", "ssm");

    @Override
    public @Nullable String service(Incoming request) {
        String target = target(request);
        return SCOPE_OF_TARGET.get(target.substring(0, Math.max(0, target.lastIndexOf('.'))));
    }

    @Override
    public String action(Incoming request) {
        String target = target(request);
        return target.substring(target.lastIndexOf('.') + 1);
    }

    @Override
    public JsonNode input(Incoming request) {
        return Trees.parse(Trees.JSON, request.body());
    }

    @Override
    public Answer answer(Incoming request, String action, ObjectNode output, String requestId) {
        return new Answer(200, TYPE, Trees.bytes(Trees.JSON, output));
    }

    @Override
    public Answer refusal(AwsError error, String requestId) {
        ObjectNode body = Trees.object().put("__type", error.jsonCode()).put("Message", error.getMessage());
        return new Answer(error.jsonStatus(), TYPE, Trees.bytes(Trees.JSON, body));
    }

    private static String target(Incoming request) {
        return Objects.requireNonNullElse(request.header("X-Amz-Target"), "");
    }
}
