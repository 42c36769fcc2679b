package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.ReconnectStream;
import java.util.Map;

/** Until the subscription hears its source by the connection that it has now, unless it is disabled. */
record AwaitReconnected(Subscribed subscription, Ends ends) implements Act {
    @Override
    public String name() {
        return ReconnectStream.FLOW;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        if (!Standing.require(ends.target(), subscription).enabled()) {
            return "It is disabled, and connects when it is resumed";
        }
        try {
            return new AwaitFlow(subscription, ends).apply(notes, telling);
        } catch (Setback e) {
            throw e.trouble().code().equals(AwaitFlow.SILENT) ? Setback.lasting(silent(e.trouble())) : e;
        }
    }

    private static Trouble silent(Trouble trouble) {
        return new Trouble(
                trouble.code(),
                "It has the connection, which was seen to work, and does not stream. " + trouble.message(),
                trouble.remedy() + ". If the connection is wrong nevertheless, adopt the stream with another one");
    }
}
