package dev.pgrm.devkit.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** SNS topics of all regions, and every message published to them. */
public final class Topics {
    private final Map<String, List<Subscription>> subscriptionsOfTopic = new TreeMap<>();
    private final List<PublishedMessage> messages = new CopyOnWriteArrayList<>();

    record Subscription(String arn, String protocol, String endpoint) {}

    Topics() {}

    public String create(String region, String name) {
        String arn = "arn:aws:sns:" + region + ":" + Identities.ACCOUNT + ":" + name;
        add(arn);
        return arn;
    }

    public List<PublishedMessage> messages() {
        return List.copyOf(messages);
    }

    synchronized void add(String arn) {
        subscriptionsOfTopic.putIfAbsent(arn, new CopyOnWriteArrayList<>());
    }

    synchronized List<String> all(String region) {
        return subscriptionsOfTopic.keySet().stream()
                .filter(arn -> arn.startsWith("arn:aws:sns:" + region + ":"))
                .toList();
    }

    synchronized List<Subscription> subscriptions(String arn) {
        List<Subscription> subscriptions = subscriptionsOfTopic.get(arn);
        if (subscriptions == null) {
            throw AwsError.of(404, "NotFound", "Topic does not exist");
        }
        return subscriptions;
    }

    void publish(PublishedMessage message) {
        messages.add(message);
    }
}
