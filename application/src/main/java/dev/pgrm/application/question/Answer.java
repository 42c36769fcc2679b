package dev.pgrm.application.question;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.TableReading;
import java.util.Set;

/** What a worker says to a {@link Question}. */
public sealed interface Answer {
    /** These were polled; what was seen has been published. */
    record Polled(Set<ServerId> servers) implements Answer {
        public Polled {
            servers = Set.copyOf(servers);
        }
    }

    record Tested(ConnectionTest test) implements Answer {}

    record AwsTested(AwsPermissions permissions) implements Answer {}

    record RdsFound(RdsInventory inventory) implements Answer {}

    record SecretsFound(SecretListing listing) implements Answer {}

    record RdsLogsListed(RdsLogs logs) implements Answer {}

    record TablesListed(TableReading reading) implements Answer {}

    record PublishableListed(PublishableReading reading) implements Answer {}

    record StreamChecked(Preflight preflight) implements Answer {}

    record Failed(Trouble trouble) implements Answer {}

    /**
     * The answer that fits the question.
     *
     * @throws Questions.Unanswered when the worker failed
     */
    default <A extends Answer> A as(Class<A> expected) {
        if (this instanceof Failed(var trouble)) {
            throw new Questions.Unanswered("The monitor that was asked could not answer: " + trouble.message());
        }
        return expected.cast(this);
    }
}
