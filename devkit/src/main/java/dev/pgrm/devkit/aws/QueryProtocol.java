package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS query: a form comes in, XML goes out. */
final class QueryProtocol implements Protocol {
    private static final Map<String, String> TYPE = Map.of("Content-Type", "text/xml");
    private static final Map<String, String> NAMESPACE_OF_VERSION = Map.of(
            "2014-10-31", "http://rds.amazonaws.com/doc/2014-10-31/",
            "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/",
            "2010-03-31", "http://sns.amazonaws.com/doc/2010-03-31/");

    @Override
    public @Nullable String service(Incoming request) {
        return null;
    }

    @Override
    public String action(Incoming request) {
        return input(request).path("Action").asText("");
    }

    @Override
    public JsonNode input(Incoming request) {
        return FormTree.of(new String(request.body(), StandardCharsets.UTF_8));
    }

    @Override
    public Answer answer(Incoming request, String action, ObjectNode output, String requestId) {
        String version = input(request).path("Version").asText("");
        ObjectNode response = Trees.object();
        response.set(action + "Result", output);
        response.putObject("ResponseMetadata").put("RequestId", requestId);
        String namespace = NAMESPACE_OF_VERSION.getOrDefault(version, "");
        return new Answer(200, TYPE, XmlTree.write(action + "Response", namespace, response));
    }

    @Override
    public Answer refusal(AwsError error, String requestId) {
        ObjectNode response = Trees.object();
        response.putObject("Error")
                .put("Type", error.queryStatus() < 500 ? "Sender" : "Receiver")
                .put("Code", error.queryCode())
                .put("Message", error.getMessage());
        response.put("RequestId", requestId);
        return new Answer(error.queryStatus(), TYPE, XmlTree.write("ErrorResponse", "", response));
    }
}
