package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.devkit.aws.RdsInstance;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretSearch;
import dev.pgrm.json.JsonFormats;
import dev.pgrm.redis.RedisLeases;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisQuestions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A monitor that has AWS, asked through Redis as the API asks. System properties stand for the variables of AWS here. */
@Tag("servers")
class AwsQuestionsTest {
    private static final String REGION = "eu-west-1";
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private AwsEndpoint aws;
    private Map<String, String> properties;
    private Site site;
    private RedisLink link;
    private AskWorker workers;

    @BeforeEach
    void open() throws Exception {
        aws = AwsEndpoint.start();
        properties = Map.of(
                "aws.endpointUrl", aws.uri().toString(),
                "aws.accessKeyId", aws.accessKey().id(),
                "aws.secretAccessKey", aws.accessKey().secret());
        properties.forEach(System::setProperty);
        site = new Site();
        site.monitor();
        link = RedisLink.open(site.redis().uri());
        var leases = new RedisLeases(link);
        Awaitility.await()
                .atMost(Site.BOUND)
                .until(() -> link.isUp() && !leases.liveWorkers().isEmpty());
        workers = new AskWorker(leases, new RedisQuestions(link, JsonFormats.QUESTION, JsonFormats.ANSWER));
    }

    @AfterEach
    void close() {
        link.close();
        site.close();
        properties.keySet().forEach(System::clearProperty);
        aws.close();
    }

    @Test
    void permissions_are_tried_and_the_redis_in_use_with_them() {
        aws.troubles().deny(Denial.of("rds:DescribeDBClusters"));
        var use = new AwsUse(List.of(), List.of(), List.of(), List.of(), List.of(REGION), false);
        AwsPermissions permissions = workers.ask(null, new Question.TestAws(use), Answer.AwsTested.class, DEADLINE)
                .permissions();
        assertThat(permissions.missing()).containsExactly("rds:DescribeDBClusters");
        assertThat(permissions.checks())
                .filteredOn(check -> check.service().equals("redis"))
                .extracting(Check::outcome)
                .singleElement()
                .isInstanceOf(Outcome.Allowed.class);
    }

    @Test
    void what_rds_has_comes_through_redis() {
        aws.rds().add(REGION, RdsInstance.named("orders").at("orders.local", 5432));
        var search = new RdsSearch(List.of(REGION), false, true, List.of());
        RdsInventory found = workers.ask(null, new Question.FindRds(search), Answer.RdsFound.class, DEADLINE)
                .inventory();
        assertThat(found.databases()).extracting(RdsDatabase::identifier).containsExactly("orders");
        assertThat(found.troubles()).isEmpty();
    }

    @Test
    void names_of_secrets_come_through_redis_and_their_values_do_not() {
        String arn = aws.secrets().put(REGION, "orders", "{\"password\": \"hunter2\"}");
        var search = new SecretSearch("ord", List.of(REGION), false, true, List.of());
        SecretListing found = workers.ask(null, new Question.FindSecrets(search), Answer.SecretsFound.class, DEADLINE)
                .listing();
        assertThat(found.secrets()).extracting(SecretListing.Named::arn).containsExactly(arn);
        assertThat(found.toString()).doesNotContain("hunter2");
    }
}
