package dev.pgrm.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.domain.stream.StreamId;

/** A publisher and a subscriber that is disabled by the first error, registered and seen; the publisher has a leftover slot too. */
public final class Pair {
    private final RunningApi api;
    private final JsonNode publisher;
    private final JsonNode subscriber;
    private final String slot;

    private Pair(RunningApi api) {
        this.api = api;
        String name = Databases.freshName();
        this.slot = name.replace('-', '_');
        this.publisher = registered(name);
        this.subscriber = registered(Databases.freshName());
        api.monitor()
                .publish(Observed.of(publisher)
                        .at("0/3000000")
                        .slot(slot, "0/2000000")
                        .idleSlot(leftover(), "0/1000000")
                        .seen());
        api.monitor()
                .publish(Observed.of(subscriber)
                        .disabledOnError()
                        .subscribedTo(name + ".example", slot)
                        .seen());
        // With one end alone there is a stream already, from or to somewhere unknown.
        await().atMost(RunningApi.PATIENCE)
                .until(() -> streams()
                        .valueStream()
                        .anyMatch(stream -> stream.path("sourceServerId").equals(publisher.path("serverId"))
                                && stream.path("targetServerId").equals(subscriber.path("serverId"))));
    }

    public static Pair in(RunningApi api) {
        return new Pair(api);
    }

    private JsonNode registered(String name) {
        return api.program()
                .post("/api/databases", Databases.named(name))
                .is(201)
                .json();
    }

    private JsonNode streams() {
        return api.program()
                .get("/api/replication/streams?q=" + slot)
                .is(200)
                .json()
                .path("items");
    }

    public StreamId stream() {
        return StreamId.parse(streams().path(0).path("id").asText());
    }

    /** The name of slot and subscription. */
    public String slot() {
        return slot;
    }

    public String leftover() {
        return slot + "_left";
    }

    public JsonNode publisher() {
        return publisher;
    }

    public JsonNode subscriber() {
        return subscriber;
    }

    public String publishingServer() {
        return publisher.path("serverId").asText();
    }

    public String subscribingServer() {
        return subscriber.path("serverId").asText();
    }
}
