package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** One of AWS's wire formats: turns a request into a tree, and a tree or a refusal into a response. */
sealed interface Protocol permits JsonProtocol, QueryProtocol, CborProtocol {

    /** The service that the shape of the request names, if it names one; it must agree with the signature's scope. */
    @Nullable
    String service(Incoming request);

    String action(Incoming request);

    JsonNode input(Incoming request);

    Answer answer(Incoming request, String action, ObjectNode output, String requestId);

    Answer refusal(AwsError error, String requestId);

    static Protocol spokenIn(Incoming request) {
        if (request.header("smithy-protocol") != null) {
            return new CborProtocol();
        }
        return request.header("X-Amz-Target") != null ? new JsonProtocol() : new QueryProtocol();
    }
}
