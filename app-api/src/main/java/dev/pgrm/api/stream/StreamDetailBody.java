package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.pgrm.api.slot.SlotBody;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.ChartedSlot;
import dev.pgrm.domain.topology.StreamEnds;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream with what polls saw of its two ends; what belongs to an end that nobody registered is null.
 *
 * @param subscriptionDetails of a logical stream whose subscriber is registered
 * @param slotDetails of its slot, where the source is registered
 * @param sender the process at the source that serves it, while there is one
 * @param receiver of a physical stream, while the standby is connected
 */
@Serdeable
record StreamDetailBody(
        @JsonUnwrapped StreamBody stream,
        @Nullable SubscriptionBody subscriptionDetails,
        @Nullable SlotBody slotDetails,
        @Nullable SenderBody sender,
        @Nullable ReceiverBody receiver) {

    static StreamDetailBody of(Stream stream, StreamEnds ends, @Nullable ChartedSlot slot) {
        return new StreamDetailBody(
                StreamBody.of(stream, List.of()),
                ends.subscription() == null ? null : SubscriptionBody.of(ends.subscription()),
                slot == null ? null : SlotBody.of(slot),
                SenderBody.orNull(ends.sender()),
                ReceiverBody.of(ends.receiver()));
    }
}
