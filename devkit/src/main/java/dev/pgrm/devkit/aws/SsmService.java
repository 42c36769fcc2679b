package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The two actions of SSM that reading and writing one parameter takes. */
final class SsmService implements AwsService {
    private final Parameters parameters;

    SsmService(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public String scope() {
        return "ssm";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "GetParameter", new Operation(SsmService::arn, this::get),
                "PutParameter", new Operation(SsmService::arn, this::put));
    }

    private ObjectNode get(Call call) {
        Parameters.Parameter parameter = parameters.find(call.region(), name(call));
        if (parameter == null) {
            throw AwsError.badRequest("ParameterNotFound", "Parameter " + name(call) + " not found.");
        }
        boolean hidden = parameter.type().equals("SecureString") && !call.flag("WithDecryption");
        ObjectNode answer = Trees.object();
        answer.putObject("Parameter")
                .put("Name", parameter.name())
                .put("Type", parameter.type())
                .put("Value", hidden ? cipherText(parameter) : parameter.value())
                .put("Version", parameter.version())
                .put("ARN", arn(call))
                .put("DataType", "text")
                .putPOJO("LastModifiedDate", parameter.changed());
        return answer;
    }

    private ObjectNode put(Call call) {
        if (parameters.find(call.region(), name(call)) != null && !call.flag("Overwrite")) {
            throw AwsError.badRequest(
                    "ParameterAlreadyExists",
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to"
                            + " true.");
        }
        String type = call.text("Type", "String");
        Parameters.Parameter put = parameters.put(call.region(), name(call), type, call.text("Value"));
        return Trees.object().put("Version", put.version()).put("Tier", "Standard");
    }

    private static String name(Call call) {
        String given = call.text("Name");
        int slash = given.indexOf(":parameter/");
        return slash < 0 ? given : given.substring(slash + ":parameter".length());
    }

    private static String arn(Call call) {
        String name = name(call);
        return call.arn("ssm", "parameter" + (name.startsWith("/") ? name : "/" + name));
    }

    private static String cipherText(Parameters.Parameter parameter) {
        String label = "encrypted:" + parameter.name() + ":" + parameter.version();
        return Base64.getEncoder().encodeToString(label.getBytes(StandardCharsets.UTF_8));
    }
}
