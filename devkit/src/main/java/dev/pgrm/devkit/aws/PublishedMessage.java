package dev.pgrm.devkit.aws;

import java.util.Map;

/** A message as it reached a topic; the subject is empty when there was none. */
public record PublishedMessage(
        String topicArn, String messageId, String subject, String message, Map<String, String> attributes) {

    public PublishedMessage {
        attributes = Map.copyOf(attributes);
    }
}
