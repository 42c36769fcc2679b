package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Smithy RPC v2 CBOR, as CloudWatch speaks it: service and action stand in the path. */
final class CborProtocol implements Protocol {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor");
    private static final String CLOUDWATCH = "/service/GraniteServiceVersion20100801/operation/";

    @Override
    public @Nullable String service(Incoming request) {
        return request.path().startsWith(CLOUDWATCH) ? "monitoring" : null;
    }

    @Override
    public String action(Incoming request) {
        return request.path().substring(request.path().lastIndexOf('/') + 1);
    }

    @Override
    public JsonNode input(Incoming request) {
        return Trees.parse(Trees.CBOR, request.body());
    }

    @Override
    public Answer answer(Incoming request, String action, ObjectNode output, String requestId) {
        return new Answer(200, HEADERS, Trees.bytes(Trees.CBOR, output));
    }

    /** CloudWatch spoke the query protocol before, and still names its errors as it did then in a header. */
    @Override
    public Answer refusal(AwsError error, String requestId) {
        ObjectNode body = Trees.object().put("__type", error.jsonCode()).put("message", error.getMessage());
        var headers = new HashMap<>(HEADERS);
        headers.put("x-amzn-query-error", error.queryCode() + (error.queryStatus() < 500 ? ";Sender" : ";Receiver"));
        return new Answer(error.queryStatus(), headers, Trees.bytes(Trees.CBOR, body));
    }
}
