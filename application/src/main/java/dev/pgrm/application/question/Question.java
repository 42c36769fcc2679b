package dev.pgrm.application.question;

import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.aws.SecretSearch;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.TableSearch;
import java.util.List;
import java.util.Set;

/** Something that only a worker can answer. */
public sealed interface Question {
    /** Poll these servers now, rather than when their turn comes. */
    record PollNow(Set<ServerId> servers) implements Question {
        public PollNow {
            servers = Set.copyOf(servers);
        }
    }

    /** How far do we come on the way to this database, registered or not? */
    record TestConnection(DatabaseSpec database) implements Question {}

    /** Which of the actions that we need does AWS let us do, and is Redis there? */
    record TestAws(AwsUse use) implements Question {}

    /** What does RDS have there? */
    record FindRds(RdsSearch search) implements Question {}

    /** Which secrets are there? */
    record FindSecrets(SecretSearch search) implements Question {}

    /** Which tables does this registered database have there? */
    record ListTables(DatabaseId database, TableSearch search) implements Question {}

    /** Which tables of this registered database could be published? */
    record ListPublishable(DatabaseId database, PublishableSearch search) implements Question {}

    /** What would stand in the way of this stream between these databases, registered or not? */
    record CheckStream(CreateStream work, DatabaseSpec source, DatabaseSpec target) implements Question {}

    /** Which log files do these instances have? */
    record ListRdsLogs(List<RdsLogs.Of> instances) implements Question {
        public ListRdsLogs {
            instances = List.copyOf(instances);
        }
    }
}
