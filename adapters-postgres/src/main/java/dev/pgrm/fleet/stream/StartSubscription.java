package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SubscriptionStatements;
import java.util.Map;

/** On the target. It is stopped again when the subscription is dropped. */
record StartSubscription(SubscriptionStatements subscription, Ends ends) implements Act {
    @Override
    public String name() {
        return CreateStream.START;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        ends.target().execute(subscription.enable());
        return "It is enabled";
    }
}
