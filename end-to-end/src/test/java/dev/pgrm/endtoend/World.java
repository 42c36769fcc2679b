package dev.pgrm.endtoend;

import dev.pgrm.devkit.aws.AwsEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One installation that watches one small fleet and has an AWS, started when first asked for and shared by all tests. */
record World(Installation installation, SmallFleet fleet, AwsEndpoint aws) {
    static final String REGION = "eu-west-1";

    private static @Nullable World shared;

    /** All pages with live data but the map, which has two faces. */
    List<String> pages() throws IOException, InterruptedException {
        return List.of(
                "/dashboard",
                "/databases",
                "/databases/new",
                "/databases/" + id("/api/databases?q=shop"),
                "/operations",
                operation(),
                "/slots",
                "/settings",
                "/streams/new",
                stream());
    }

    /** The page of a stream. */
    String stream() throws IOException, InterruptedException {
        return "/streams/" + streamId();
    }

    /** The page of an operation that has come to its end just now. */
    String operation() throws IOException, InterruptedException {
        return "/operations/"
                + installation
                        .post("/api/replication/streams/" + streamId() + "/refresh?wait=30", Map.of())
                        .path("id")
                        .asText();
    }

    private String streamId() throws IOException, InterruptedException {
        return id("/api/replication/streams?type=logical&q=shop_feed");
    }

    private String id(String list) throws IOException, InterruptedException {
        return installation.get(list).at("/items/0/id").asText();
    }

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
