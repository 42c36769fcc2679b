package dev.pgrm.endtoend;

import dev.pgrm.devkit.aws.AwsEndpoint;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One installation that watches one small fleet and has an AWS, started when first asked for and shared by all tests. */
record World(Installation installation, SmallFleet fleet, AwsEndpoint aws) {
    static final String REGION = "eu-west-1";

    private static @Nullable World shared;

    static synchronized World shared() throws IOException {
        if (shared == null) {
            var aws = AwsEndpoint.start();
            var installation = Installation.start(Map.of(
                    "AWS_ENDPOINT_URL", aws.uri().toString(),
                    "AWS_ACCESS_KEY_ID", aws.accessKey().id(),
                    "AWS_SECRET_ACCESS_KEY", aws.accessKey().secret(),
                    "AWS_REGION", REGION));
            var fleet = new SmallFleet();
            fleet.register(installation);
            shared = new World(installation, fleet, aws);
        }
        return shared;
    }
}
