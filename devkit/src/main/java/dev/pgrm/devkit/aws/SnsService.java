package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** SNS: topics, subscriptions that nobody confirms, and messages that are kept. */
final class SnsService implements AwsService {
    private static final Set<String> CONFIRMED_AT_ONCE = Set.of("sqs", "lambda", "firehose", "sms");
    private static final int PAGE = 100;

    private final Topics topics;

    SnsService(Topics topics) {
        this.topics = topics;
    }

    @Override
    public String scope() {
        return "sns";
    }

    @Override
    public String permissionPrefix() {
        return "SNS";
    }

    @Override
    public String deniedCode() {
        return "AuthorizationError";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateTopic", new Operation(call -> call.arn("sns", call.text("Name")), this::create),
                "Subscribe", new Operation(call -> call.text("TopicArn"), this::subscribe),
                "Publish", new Operation(SnsService::target, this::publish),
                "ListTopics", new Operation(call -> call.arn("sns", "*"), this::list));
    }

    private ObjectNode create(Call call) {
        String name = call.text("Name");
        if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
            throw AwsError.badRequest("InvalidParameter", "Invalid parameter: Topic Name");
        }
        return Trees.object().put("TopicArn", topics.create(call.region(), name));
    }

    private ObjectNode subscribe(Call call) {
        String topic = call.text("TopicArn");
        String protocol = call.text("Protocol");
        String arn = topic + ":" + UUID.randomUUID();
        topics.subscriptions(topic).add(new Topics.Subscription(arn, protocol, call.text("Endpoint", "")));
        boolean tell = CONFIRMED_AT_ONCE.contains(protocol) || call.flag("ReturnSubscriptionArn");
        return Trees.object().put("SubscriptionArn", tell ? arn : "pending confirmation");
    }

    private ObjectNode publish(Call call) {
        String message = call.text("Message", "");
        if (message.isEmpty()) {
            throw AwsError.badRequest("InvalidParameter", "Invalid parameter: Empty message");
        }
        if (call.text("Subject", "").length() > 100) {
            throw AwsError.badRequest("InvalidParameter", "Invalid parameter: Subject");
        }
        topics.subscriptions(target(call));
        String id = UUID.randomUUID().toString();
        topics.publish(new PublishedMessage(target(call), id, call.text("Subject", ""), message, attributes(call)));
        return Trees.object().put("MessageId", id);
    }

    private ObjectNode list(Call call) {
        Page<String> page = Page.of(
                topics.all(call.region()),
                call.find("NextToken"),
                PAGE,
                () -> AwsError.badRequest("InvalidParameter", "Invalid parameter: NextToken"));
        ObjectNode answer = Trees.object();
        answer.set("Topics", Trees.array(page.items(), arn -> Trees.object().put("TopicArn", arn)));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private static String target(Call call) {
        return call.has("TopicArn") ? call.text("TopicArn") : call.text("TargetArn");
    }

    private static Map<String, String> attributes(Call call) {
        var attributes = new TreeMap<String, String>();
        call.input()
                .path("MessageAttributes")
                .forEach(entry -> attributes.put(
                        entry.path("Name").asText(),
                        entry.path("Value").path("StringValue").asText("")));
        return attributes;
    }
}
