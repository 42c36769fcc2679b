package dev.pgrm.domain.health;

import dev.pgrm.domain.health.ApplyErrors.Saying;
import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import org.jspecify.annotations.Nullable;

/** What an error in the log of the publisher means for a stream that stands still. */
final class SenderErrors {
    private SenderErrors() {}

    static @Nullable Diagnosis in(ReplicationMessage message, Source source, Target target) {
        MessageCode code = MessageCode.of(message.code());
        if (code == null) {
            return null;
        }
        var told = new Saying(message, target);
        return switch (code) {
            case PUBLICATION_MISSING -> told.as(PublicationChecks.stuck(message, target, source));
            case SENDERS_EXHAUSTED -> told.as(LimitChecks.noSenderFor(source, target));
            case SENDER_TIMEOUT ->
                told.stop(
                        End.TARGET,
                        target.name() + " did not answer within wal_sender_timeout",
                        "See whether " + target.name() + " hangs, and whether the network between drops connections");
            case WAL_REMOVED ->
                told.stop(End.SOURCE, "The WAL it still needs is gone", SlotRemedies.anew(source, target));
            default -> null;
        };
    }
}
