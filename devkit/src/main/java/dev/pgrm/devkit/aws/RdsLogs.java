package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The log files of an instance, listed and read in portions. */
final class RdsLogs {
    private static final int MOST_LINES = 10_000;

    private final RdsFleet fleet;

    RdsLogs(RdsFleet fleet) {
        this.fleet = fleet;
    }

    ObjectNode files(Call call) {
        String contains = call.text("FilenameContains", "");
        long since = call.input().path("FileLastWritten").asLong(0);
        List<ObjectNode> files = fleet.logs(call.region(), existingInstance(call)).entrySet().stream()
                .filter(file -> file.getKey().contains(contains))
                .filter(file -> file.getValue().lastWritten() >= since)
                .filter(file -> file.getValue().size() >= call.number("FileSize", 0))
                .map(file -> file.getValue().description(file.getKey()))
                .toList();
        return RdsService.paged(call, "DescribeDBLogFiles", files);
    }

    ObjectNode portion(Call call) {
        String name = call.text("LogFileName");
        LogFile file = fleet.logs(call.region(), existingInstance(call)).get(name);
        if (file == null) {
            throw AwsError.of(
                    404, "DBLogFileNotFoundFault", "DBLog File: " + name + ", is not found on the DB instance");
        }
        int lines = call.number("NumberOfLines", MOST_LINES);
        return call.has("Marker") ? file.from(offset(call), lines) : file.tail(lines);
    }

    private static int offset(Call call) {
        try {
            return Integer.parseUnsignedInt(call.text("Marker"));
        } catch (NumberFormatException invalid) {
            AwsError error = AwsError.badRequest("InvalidParameterValue", "Invalid value for Marker");
            error.addSuppressed(invalid);
            throw error;
        }
    }

    private String existingInstance(Call call) {
        String asked = call.text("DBInstanceIdentifier");
        return fleet.instances(call.region()).stream()
                .map(instance -> instance.get("DBInstanceIdentifier").asText())
                .filter(asked::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> AwsError.of(404, "DBInstanceNotFound", "DBInstance " + asked + " not found."));
    }
}
