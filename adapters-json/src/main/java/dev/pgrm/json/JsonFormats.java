package dev.pgrm.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pgrm.application.Format;
import dev.pgrm.application.history.Element;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.signin.Sessions.Session;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.operation.Work;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;

/** The written forms. */
public final class JsonFormats {
    private static final ObjectMapper MAPPER = mapper();

    public static final Format<Observation> OBSERVATION = new JsonFormat<>(MAPPER, Observation.class, "observation");
    public static final Format<Question> QUESTION = new JsonFormat<>(MAPPER, Question.class, "question");
    public static final Format<Answer> ANSWER = new JsonFormat<>(MAPPER, Answer.class, "answer");
    public static final Format<Element> ELEMENT = new JsonFormat<>(MAPPER, Element.class, "part of a map");

    /** What a newer version wants done is not done in part. */
    public static final Format<Work> WORK = new JsonFormat<>(MAPPER, Work.class, "work").strict();

    public static final Format<Session> SESSION = new JsonFormat<>(MAPPER, Session.class, "session");

    private JsonFormats() {}

    private static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new WrittenValues())
                .annotationIntrospector(new RequiredComponents())
                .addMixIn(Observation.class, Kinds.OfObservation.class)
                .addMixIn(Observation.DatabaseView.class, Kinds.OfDatabaseView.class)
                .addMixIn(Work.class, Kinds.OfWork.class)
                .addMixIn(Element.class, Kinds.OfElement.class)
                .addMixIn(Question.class, Kinds.OfQuestion.class)
                .addMixIn(Answer.class, Kinds.OfAnswer.class)
                .addMixIn(ConnectionTest.Outcome.class, Kinds.OfOutcome.class)
                .addMixIn(AwsPermissions.Outcome.class, Kinds.OfPermission.class)
                .addMixIn(TableSearch.Of.class, Kinds.OfTables.class)
                .addMixIn(TableReading.class, Kinds.OfTableReading.class)
                .addMixIn(PublishableReading.class, Kinds.OfPublishableReading.class)
                .addMixIn(TableStates.class, Shapes.WithoutZeros.class)
                .addMixIn(WalHistory.Sample.class, Shapes.Pair.class)
                .addMixIn(SlotHistory.Sample.class, Shapes.SlotSample.class)
                .addMixIn(CopyHistory.Sample.class, Shapes.CopySample.class)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}
