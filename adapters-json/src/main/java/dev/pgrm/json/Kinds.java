package dev.pgrm.json;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pgrm.application.history.Element;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.RefreshStream;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.ResumeStream;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.domain.stream.SkipTransaction;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;

/** How the outcomes of sealed types are told apart: names that stay when classes are renamed. */
final class Kinds {
    private Kinds() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Observation.Seen.class, name = "seen"),
        @JsonSubTypes.Type(value = Observation.Unseen.class, name = "unseen")
    })
    interface OfObservation {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Observation.DatabaseSeen.class, name = "seen"),
        @JsonSubTypes.Type(value = Observation.DatabaseUnseen.class, name = "unseen")
    })
    interface OfDatabaseView {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Element.OfServer.class, name = "server"),
        @JsonSubTypes.Type(value = Element.OfNode.class, name = "node"),
        @JsonSubTypes.Type(value = Element.OfStream.class, name = "stream")
    })
    interface OfElement {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ChangeStream.class, name = ChangeStream.KIND),
        @JsonSubTypes.Type(value = CreateStream.class, name = CreateStream.KIND),
        @JsonSubTypes.Type(value = PauseStream.class, name = PauseStream.KIND),
        @JsonSubTypes.Type(value = ReconnectStream.class, name = ReconnectStream.RECONNECT),
        @JsonSubTypes.Type(value = RefreshStream.class, name = RefreshStream.KIND),
        @JsonSubTypes.Type(value = RemoveStream.class, name = RemoveStream.KIND),
        @JsonSubTypes.Type(value = RemoveLeftover.class, name = RemoveLeftover.WRITTEN),
        @JsonSubTypes.Type(value = ResumeStream.class, name = ResumeStream.KIND),
        @JsonSubTypes.Type(value = ResyncTable.class, name = ResyncTable.KIND),
        @JsonSubTypes.Type(value = SkipTransaction.class, name = SkipTransaction.KIND)
    })
    interface OfWork {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Question.PollNow.class, name = "pollNow"),
        @JsonSubTypes.Type(value = Question.TestConnection.class, name = "testConnection"),
        @JsonSubTypes.Type(value = Question.TestAws.class, name = "testAws"),
        @JsonSubTypes.Type(value = Question.FindRds.class, name = "findRds"),
        @JsonSubTypes.Type(value = Question.FindSecrets.class, name = "findSecrets"),
        @JsonSubTypes.Type(value = Question.ListTables.class, name = "listTables"),
        @JsonSubTypes.Type(value = Question.ListPublishable.class, name = "listPublishable"),
        @JsonSubTypes.Type(value = Question.CheckStream.class, name = "checkStream"),
        @JsonSubTypes.Type(value = Question.ListRdsLogs.class, name = "listRdsLogs")
    })
    interface OfQuestion {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Answer.Polled.class, name = "polled"),
        @JsonSubTypes.Type(value = Answer.Tested.class, name = "tested"),
        @JsonSubTypes.Type(value = Answer.AwsTested.class, name = "awsTested"),
        @JsonSubTypes.Type(value = Answer.RdsFound.class, name = "rdsFound"),
        @JsonSubTypes.Type(value = Answer.SecretsFound.class, name = "secretsFound"),
        @JsonSubTypes.Type(value = Answer.RdsLogsListed.class, name = "rdsLogsListed"),
        @JsonSubTypes.Type(value = Answer.TablesListed.class, name = "tablesListed"),
        @JsonSubTypes.Type(value = Answer.PublishableListed.class, name = "publishableListed"),
        @JsonSubTypes.Type(value = Answer.StreamChecked.class, name = "streamChecked"),
        @JsonSubTypes.Type(value = Answer.Failed.class, name = "failed")
    })
    interface OfAnswer {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ConnectionTest.Outcome.Passed.class, name = "passed"),
        @JsonSubTypes.Type(value = ConnectionTest.Outcome.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = ConnectionTest.Outcome.Skipped.class, name = "skipped")
    })
    interface OfOutcome {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AwsPermissions.Outcome.Allowed.class, name = "allowed"),
        @JsonSubTypes.Type(value = AwsPermissions.Outcome.Denied.class, name = "denied"),
        @JsonSubTypes.Type(value = AwsPermissions.Outcome.Failed.class, name = "failed"),
        @JsonSubTypes.Type(value = AwsPermissions.Outcome.Skipped.class, name = "skipped")
    })
    interface OfPermission {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TableSearch.OfPublication.class, name = "publication"),
        @JsonSubTypes.Type(value = TableSearch.OfSubscription.class, name = "subscription")
    })
    interface OfTables {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = TableReading.Page.class, name = "page"),
        @JsonSubTypes.Type(value = TableReading.Missing.class, name = "missing"),
        @JsonSubTypes.Type(value = TableReading.Unread.class, name = "unread")
    })
    interface OfTableReading {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PublishableReading.Page.class, name = "page"),
        @JsonSubTypes.Type(value = PublishableReading.Gone.class, name = "gone"),
        @JsonSubTypes.Type(value = PublishableReading.Unread.class, name = "unread")
    })
    interface OfPublishableReading {}
}
