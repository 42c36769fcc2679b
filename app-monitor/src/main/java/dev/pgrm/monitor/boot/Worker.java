package dev.pgrm.monitor.boot;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.aws.AwsAccount;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.application.table.ReadingTables;
import dev.pgrm.application.trial.ConnectionTester;
import dev.pgrm.application.watch.Watching;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.fleet.connection.Pools;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Duration;

/** Takes its turns at watching, and answers questions. */
@Context
final class Worker {
    /** Before whoever asks gives up, so that one server that hangs does not leave them without an answer about the others. */
    private static final Duration TO_POLL = Duration.ofSeconds(12);

    /** Events of changes may get lost. */
    private static final Duration READ_ANYWAY = Duration.ofSeconds(5);

    private final WorkerId self;
    private final Watching watching;
    private final ConnectionTester tester;
    private final ReadingTables tables;
    private final StreamChecks streamChecks;
    private final Pools pools;
    private final AwsAccount aws;
    private final RedisInUse redis;
    private final Recurrence turns;
    private final Recurrence readings;

    Worker(
            WorkerId self,
            StoreGate store,
            Watching watching,
            ConnectionTester tester,
            ReadingTables tables,
            StreamChecks streamChecks,
            Pools pools,
            AwsAccount aws,
            RedisInUse redis,
            RegistryEvents events,
            Questions questions,
            Pace pace) {
        this.self = self;
        this.watching = watching;
        this.tester = tester;
        this.tables = tables;
        this.streamChecks = streamChecks;
        this.pools = pools;
        this.aws = aws;
        this.redis = redis;
        this.turns = Recurrence.start("watching", pace.turn(), watching::takeTurn);
        watching.onTurnWanted(turns::nudge);
        this.readings = Recurrence.start("registry", READ_ANYWAY, () -> {
            if (store.tryToOpen()) {
                watching.readRegistry();
            }
        });
        events.onRegistryChanged(readings::nudge);
        questions.serve(self, this::answer);
    }

    WorkerId id() {
        return self;
    }

    private Answer answer(Question question) {
        return switch (question) {
            case Question.PollNow(var servers) -> {
                pools.hurry(servers);
                yield new Answer.Polled(watching.pollNow(servers, TO_POLL).join());
            }
            case Question.TestConnection(var database) -> new Answer.Tested(tester.test(database));
            case Question.TestAws(var use) ->
                new Answer.AwsTested(aws.permissions(use).with(redis.check()));
            case Question.FindRds(var search) -> new Answer.RdsFound(aws.rds(search));
            case Question.FindSecrets(var search) -> new Answer.SecretsFound(aws.secrets(search));
            case Question.ListTables(var database, var search) ->
                new Answer.TablesListed(tables.read(database, search));
            case Question.ListPublishable(var database, var search) ->
                new Answer.PublishableListed(tables.publishable(database, search));
            case Question.CheckStream(var work, var source, var target) ->
                new Answer.StreamChecked(streamChecks.check(work, source, target));
            case Question.ListRdsLogs(var instances) -> new Answer.RdsLogsListed(aws.logs(instances));
        };
    }

    @PreDestroy
    void stop() {
        readings.close();
        turns.close();
    }
}
