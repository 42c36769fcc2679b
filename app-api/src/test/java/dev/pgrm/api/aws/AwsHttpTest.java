package dev.pgrm.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Captured;
import dev.pgrm.api.Databases;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.signin.Sessions;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Caller;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication.State;
import dev.pgrm.domain.aws.RdsDatabase.Network;
import dev.pgrm.domain.aws.RdsDatabase.Replication;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.aws.RdsProxy;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretListing.Named;
import dev.pgrm.domain.postgres.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API before a worker that answers as one does that has AWS. */
@WithApi
class AwsHttpTest {
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:rds!db-1";
    private static final String ROLE = "arn:aws:iam::210987654321:role/pgrm";

    private static final RedisServer REDIS = RedisServer.temporary();
    private static final RunningApi API = RunningApi.start(
                    RunningApi.environment(RunningApi.freshStore().jdbcUrl(), REDIS.uri()))
            .ready();
    private static final Visitor PROGRAM = API.program();
    private static final WorkerId WORKER = new WorkerId(UUID.randomUUID());
    private static final List<Question> ASKED = new CopyOnWriteArrayList<>();
    private static final String REGISTERED = Databases.freshName();

    @BeforeAll
    static void work() {
        API.bean(Leases.class).beat(WORKER, Duration.ofMinutes(5));
        API.bean(Questions.class).serve(WORKER, AwsHttpTest::answer);
        PROGRAM.post("/api/databases", Databases.named(REGISTERED, "Orders.abc.eu-west-1.rds.amazonaws.com"))
                .is(201);
    }

    @AfterAll
    static void stop() {
        API.close();
        REDIS.close();
    }

    @BeforeEach
    void forget() {
        ASKED.clear();
    }

    private static Answer answer(Question question) {
        ASKED.add(question);
        return switch (question) {
            case Question.PollNow(var servers) -> new Answer.Polled(servers);
            case Question.TestAws _ -> new Answer.AwsTested(permissions());
            case Question.FindRds _ -> new Answer.RdsFound(inventory());
            case Question.FindSecrets _ -> new Answer.SecretsFound(secrets());
            case Question.ListRdsLogs(var instances) ->
                new Answer.RdsLogsListed(new RdsLogs(
                        instances.stream()
                                .collect(Collectors.toMap(
                                        RdsLogs.Of::arn,
                                        each -> new RdsLogs.Listing(List.of(new RdsLogs.LogFile(
                                                "error/postgresql.log", 14, Instant.parse("2026-11-01T12:00:00Z")))))),
                        List.of()));
            case Question.TestConnection _, Question.ListTables _, Question.ListPublishable _, Question.CheckStream _ ->
                new Answer.Failed(new Trouble("none", "Not here", "Ask another"));
        };
    }

    private static AwsPermissions permissions() {
        return new AwsPermissions(
                new Caller("123456789012", "arn:aws:iam::123456789012:user/pgrm"),
                List.of("eu-west-1"),
                List.of(
                        new Check(
                                "rds",
                                "rds:DescribeDBInstances",
                                "arn:aws:rds:eu-west-1:123456789012:db:*",
                                null,
                                new Outcome.Denied(new Trouble("aws_access_denied", "Denied", "Allow it")),
                                Duration.ofMillis(40)),
                        new Check(
                                "cloudwatch",
                                "cloudwatch:PutMetricData",
                                "*",
                                null,
                                new Outcome.Denied(new Trouble("aws_access_denied", "Denied", "Allow it")),
                                Duration.ofMillis(40)),
                        new Check("redis", "redis:PING", "redis://x", null, new Outcome.Allowed("answered"), null)));
    }

    private static SecretListing secrets() {
        return new SecretListing(
                List.of(
                        new Named("orders", SECRET, "eu-west-1", "Of the shop", null),
                        new Named("stock", SECRET + "-2", "eu-west-1", null, new IamRole(ROLE, "agreed"))),
                false,
                List.of(new Blind("us-east-1", null, new Trouble("aws_access_denied", "Denied", "Allow it"))));
    }

    private static RdsInventory inventory() {
        var databases = new ArrayList<RdsDatabase>();
        databases.add(instance("orders", null, SECRET, State.ON));
        databases.add(instance("orders-r1", "orders", null, State.OFF));
        databases.add(instance("stock", null, null, State.UNKNOWN));
        return new RdsInventory(
                databases,
                List.of(new RdsProxy(
                        "pool",
                        "arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-1",
                        new RdsPlace("eu-west-1", "123456789012", null),
                        "available",
                        new Endpoint("pool.proxy-abc.eu-west-1.rds.amazonaws.com", 5432))),
                List.of(new Blind("us-east-1", null, new Trouble("aws_access_denied", "Denied", "Allow it"))));
    }

    private static RdsDatabase instance(String name, @Nullable String source, @Nullable String secret, State logical) {
        return new RdsDatabase(
                RdsDatabase.Kind.INSTANCE,
                name,
                "arn:aws:rds:eu-west-1:123456789012:db:" + name,
                "db-" + name,
                new RdsPlace("eu-west-1", "123456789012", null),
                "postgres",
                "17.2",
                "available",
                new Endpoint(name + ".abc.eu-west-1.rds.amazonaws.com", 5432),
                null,
                source == null ? "shop" : null,
                secret,
                new Replication(null, false, source, List.of(), List.of()),
                new LogicalReplication(logical, false),
                false,
                false,
                new Network("vpc-1", List.of("subnet-1"), List.of("sg-1")),
                Map.of("team", "billing"));
    }

    @Test
    void what_is_missing_is_told_with_the_policy_that_adds_it() {
        JsonNode body = PROGRAM.get("/api/aws/test").is(200).json();
        assertThat(body.path("ok").asBoolean()).isFalse();
        assertThat(body.path("caller").path("arn").asText()).endsWith("user/pgrm");
        assertThat(body.path("missing").valueStream().map(JsonNode::asText))
                .containsExactly("cloudwatch:PutMetricData", "rds:DescribeDBInstances");
        JsonNode policy = body.path("policy");
        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        JsonNode statements = policy.path("Statement");
        assertThat(statements.path(1).path("Effect").asText()).isEqualTo("Allow");
        assertThat(statements.path(1).path("Action").asText()).isEqualTo("rds:DescribeDBInstances");
        assertThat(statements.path(1).path("Resource").path(0).asText())
                .isEqualTo("arn:aws:rds:eu-west-1:123456789012:db:*");
        assertThat(statements.path(0).path("Condition").path("StringEquals").has("cloudwatch:namespace"))
                .isTrue();
        JsonNode check = body.path("checks").path(0);
        assertThat(check.path("status").asText()).isEqualTo("denied");
        assertThat(check.path("code").asText()).isEqualTo("aws_access_denied");
        assertThat(check.path("remedy").asText()).isEqualTo("Allow it");
        assertThat(check.path("seconds").asDouble()).isEqualTo(0.04);
    }

    @Test
    void the_worker_is_told_where_registered_databases_are() {
        PROGRAM.get("/api/aws/test").is(200);
        assertThat(ASKED)
                .hasAtLeastOneElementOfType(Question.TestAws.class)
                .anySatisfy(question -> assertThat(question).isInstanceOfSatisfying(Question.TestAws.class, test -> {
                    assertThat(test.use().regions()).containsExactly("eu-west-1");
                    assertThat(test.use().homeToo()).isTrue();
                }));
        PROGRAM.get("/api/aws/test?region=us-east-1&region=us-east-2").is(200);
        assertThat(ASKED)
                .anySatisfy(question -> assertThat(question).isInstanceOfSatisfying(Question.TestAws.class, test -> {
                    assertThat(test.use().regions()).containsExactly("us-east-1", "us-east-2");
                    assertThat(test.use().homeToo()).isFalse();
                }));
    }

    @Test
    void what_is_registered_is_told_and_what_is_not_is_offered() {
        JsonNode body = PROGRAM.get("/api/aws/rds").is(200).json();
        JsonNode orders = endpoint(body, "orders");
        assertThat(orders.path("databaseIds")).hasSize(1);
        assertThat(orders.path("offer").isNull()).isTrue();
        JsonNode offer = endpoint(body, "orders-r1").path("offer");
        assertThat(offer.path("role").asText()).isEqualTo("replica");
        assertThat(offer.path("provider").asText()).isEqualTo("aws");
        assertThat(offer.path("tlsMode").asText()).isEqualTo("verify-full");
        assertThat(offer.path("database").asText()).isEqualTo("shop");
        assertThat(offer.path("credentials").asText()).isEqualTo(SECRET);
        assertThat(offer.path("vpcId").asText()).isEqualTo("vpc-1");
        assertThat(offer.path("tags").path("team").asText()).isEqualTo("billing");
        assertThat(item(body, "orders").path("logicalReplication").asText()).isEqualTo("on");
        assertThat(item(body, "stock").path("logicalReplication").asText()).isEqualTo("unknown");
        assertThat(endpoint(body, "stock").path("offer").path("credentials").isNull())
                .isTrue();
        assertThat(body.path("troubles").path(0).path("region").asText()).isEqualTo("us-east-1");
    }

    @Test
    void an_offer_can_be_registered_as_it_is() {
        JsonNode offer = endpoint(PROGRAM.get("/api/aws/rds").is(200).json(), "orders-r1")
                .path("offer");
        JsonNode added =
                PROGRAM.post("/api/databases", offer.toString()).is(201).json();
        JsonNode now = endpoint(PROGRAM.get("/api/aws/rds").is(200).json(), "orders-r1");
        assertThat(now.path("databaseIds").path(0).asText())
                .isEqualTo(added.path("id").asText());
        PROGRAM.with("If-Match", "\"" + added.path("version").asLong() + "\"")
                .delete("/api/databases/" + added.path("id").asText() + "?confirm=orders-r1")
                .is(204);
    }

    @Test
    void replicas_that_nobody_registered_are_on_the_map() {
        await().atMost(RunningApi.PATIENCE).untilAsserted(() -> {
            JsonNode map = PROGRAM.get("/api/topology").is(200).json();
            JsonNode replica = map.path("servers")
                    .valueStream()
                    .filter(server -> server.path("name").asText().equals("orders-r1"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(map.toString()));
            assertThat(replica.path("managedBy").asText()).isEqualTo("rds");
            assertThat(replica.path("host").asText()).startsWith("orders-r1.");
            assertThat(map.path("streams").valueStream())
                    .anySatisfy(
                            stream -> assertThat(stream.path("targetServerId")).isEqualTo(replica.path("id")));
        });
    }

    @Test
    void a_proxy_is_refused_with_the_reason() {
        JsonNode body = PROGRAM.get("/api/aws/rds").is(200).json();
        assertThat(body.path("proxies").path(0).path("host").asText()).contains("proxy-");
        assertThat(body.path("proxies").path(0).path("code").asText()).isEqualTo("rds_proxy");
        assertThat(body.path("items").findValuesAsText("identifier")).doesNotContain("pool");
    }

    @Test
    void pages_come_from_one_looking_in_a_stable_order() {
        JsonNode first = PROGRAM.get("/api/aws/rds?limit=2").is(200).json();
        JsonNode second = PROGRAM.get(
                        "/api/aws/rds?limit=2&cursor=" + first.path("next").asText())
                .is(200)
                .json();
        assertThat(first.path("items").findValuesAsText("identifier")).containsExactly("orders", "orders-r1");
        assertThat(second.path("items").findValuesAsText("identifier")).containsExactly("stock");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(ASKED.stream()
                        .filter(question -> question instanceof Question.FindRds(var search) && search.ownAccount()))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void log_files_are_listed_when_they_are_asked_for() {
        JsonNode file = item(PROGRAM.get("/api/aws/rds?logFiles=true").is(200).json(), "orders")
                .path("logFiles")
                .path(0);
        assertThat(file.path("bytes").asLong()).isEqualTo(14);
        assertThat(file.path("lastWrittenAt").asText()).startsWith("2026-11-01T12:00:00");
        assertThat(item(PROGRAM.get("/api/aws/rds").is(200).json(), "orders")
                        .path("logFiles")
                        .isNull())
                .isTrue();
    }

    @Test
    void another_account_is_looked_through_as_its_role() {
        PROGRAM.get("/api/aws/rds?region=us-east-1&role=" + ROLE).is(200);
        assertThat(ASKED)
                .anySatisfy(question -> assertThat(question).isInstanceOfSatisfying(Question.FindRds.class, find -> {
                    assertThat(find.search().ownAccount()).isFalse();
                    assertThat(find.search().roles()).extracting("arn").containsExactly(ROLE);
                }));
    }

    @Test
    void secrets_are_told_by_name_with_where_nothing_could_be_seen() {
        JsonNode body = PROGRAM.get("/api/aws/secrets?q=%20or%20").is(200).json();
        assertThat(body.path("items").path(0).path("arn").asText()).isEqualTo(SECRET);
        assertThat(body.path("items").path(0).path("description").asText()).isEqualTo("Of the shop");
        assertThat(body.path("items").path(1).path("foundAs").asText()).isEqualTo(ROLE);
        assertThat(body.path("more").asBoolean()).isFalse();
        assertThat(body.path("troubles").path(0).path("remedy").asText()).isEqualTo("Allow it");
        assertThat(body.toString()).doesNotContain("agreed");
        assertThat(ASKED)
                .anySatisfy(question -> assertThat(question)
                        .isInstanceOfSatisfying(Question.FindSecrets.class, find -> {
                            assertThat(find.search().text()).isEqualTo("or");
                            assertThat(find.search().regions()).containsExactly("eu-west-1");
                            assertThat(find.search().homeToo()).isTrue();
                            assertThat(find.search().ownAccount()).isTrue();
                        }));
    }

    @Test
    void the_first_secrets_say_that_there_are_more() {
        JsonNode body = PROGRAM.get("/api/aws/secrets?limit=1").is(200).json();
        assertThat(body.path("items")).hasSize(1);
        assertThat(body.path("more").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test?region=Frankfurt",
                "rds?region=eu-west-1&region=%27",
                "rds?role=admin",
                "secrets?region=Frankfurt",
                "secrets?role=admin",
                "secrets?limit=201",
                "rds?limit=0",
                "rds?limit=201",
                "rds?cursor=nonsense"
            })
    void what_cannot_be_asked_is_refused(String path) {
        PROGRAM.get("/api/aws/" + path).problem(422, "invalid");
        assertThat(ASKED).noneSatisfy(question -> assertThat(question).isInstanceOf(Question.TestAws.class));
    }

    @Test
    void viewers_may_not_ask_and_roles_of_one_s_own_choice_are_for_administrators() {
        Visitor viewer = as(Actor.Role.VIEWER);
        viewer.get("/api/aws/test").problem(403, "forbidden");
        viewer.get("/api/aws/rds").problem(403, "forbidden");
        Visitor operator = as(Actor.Role.OPERATOR);
        operator.get("/api/aws/rds").is(200);
        operator.get("/api/aws/rds?role=" + ROLE).problem(403, "forbidden");
        viewer.get("/api/aws/secrets").problem(403, "forbidden");
        operator.get("/api/aws/secrets").is(200);
        operator.get("/api/aws/secrets?role=" + ROLE).problem(403, "forbidden");
    }

    @Test
    void nobody_asks_without_signing_in() {
        API.anonymous().get("/api/aws/test").is(401);
        API.anonymous().get("/api/aws/rds").is(401);
        API.anonymous().get("/api/aws/secrets").is(401);
    }

    private static Visitor as(Actor.Role role) {
        var opened = API.bean(Sessions.class).open(new Actor("ada", Set.of(role)), Duration.ofMinutes(5));
        return API.anonymous().with("Cookie", "pgrm_session=" + Captured.secret(opened.token()));
    }

    private static JsonNode item(JsonNode body, String identifier) {
        return body.path("items")
                .valueStream()
                .filter(each -> each.path("identifier").asText().equals(identifier))
                .findFirst()
                .orElseThrow(() -> new AssertionError(body.toString()));
    }

    private static JsonNode endpoint(JsonNode body, String identifier) {
        return item(body, identifier).path("endpoints").path(0);
    }
}
