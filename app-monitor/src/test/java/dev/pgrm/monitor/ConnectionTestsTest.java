package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.devkit.process.Ports;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.ConnectionTest.Stage;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.json.JsonFormats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A monitor asked through Redis, as an API asks it. */
@Tag("servers")
class ConnectionTestsTest {
    private static final String WRONG = "wrong-" + UUID.randomUUID();
    private static final String REPLICATING = "replicating-" + UUID.randomUUID();
    private static final String MALFORMED = "malformed-" + UUID.randomUUID();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Site site;
    private RedisTap tap;
    private AskWorker workers;

    @BeforeEach
    void open() throws Exception {
        listenToLog();
        site = new Site(Map.of(
                "PGRM_SECRET_WRONG",
                Premises.secret("pgrm_monitor", WRONG),
                "PGRM_SECRET_REPLICATING",
                Premises.secret("nobody", REPLICATING),
                "PGRM_SECRET_MALFORMED",
                "{\"username\": \"pgrm_monitor\", \"password\": \"" + MALFORMED,
                "PGRM_SECRET_ELSEWHERE",
                "{\"username\": \"x\", \"password\": \"" + WRONG + "\", \"host\": \"elsewhere.example\"}"));
        var monitor = site.monitor();
        tap = new RedisTap(site.redis());
        workers = new AskWorker(monitor.bean(Leases.class), monitor.bean(Questions.class));
    }

    private void listenToLog() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        log.setContext(context);
        log.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
    }

    @AfterEach
    void close() throws IOException {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .detachAppender(log);
        tap.close();
        site.close();
    }

    private ConnectionTest asked(DatabaseSpec database) {
        return workers.ask(null, new Question.TestConnection(database), Answer.Tested.class, Duration.ofSeconds(30))
                .test();
    }

    private static DatabaseSpec watched(String credentials, @Nullable String replication) {
        return at(Premises.watched().host(), Premises.watched().port(), credentials, replication);
    }

    private static DatabaseSpec at(String host, int port, String credentials, @Nullable String replication) {
        return new DatabaseSpec(
                "orders",
                Hosts.only(new Endpoint(host, port)),
                Premises.watched().database().name(),
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.PREFER),
                new Access(
                        CredentialReference.parse(credentials),
                        replication == null ? null : CredentialReference.parse(replication),
                        null,
                        null,
                        null),
                new Network("vpc-1", List.of(), List.of("sg-1")),
                Map.of("team", "orders"),
                null);
    }

    @Test
    void a_worker_goes_the_way_and_tells_every_stage() {
        ConnectionTest test = asked(watched("file:monitor", null));

        assertThat(test.stages()).extracting(Stage::name).containsExactly(Name.values());
        assertThat(test.stages().stream()
                        .filter(stage -> stage.name() != Name.REPLICATION_PREREQUISITES)
                        .map(Stage::outcome))
                .allMatch(Outcome.Passed.class::isInstance);
        assertThat(codes(test)).containsExactly("replication_right_missing");
    }

    @Test
    void no_error_gives_a_secret_away_in_log_redis_or_answer() {
        var answers = new ArrayList<String>();
        var codes = new ArrayList<String>();
        Stream.of(
                        watched("env:WRONG", null),
                        watched("env:MALFORMED", null),
                        watched("env:ELSEWHERE", null),
                        watched("file:monitor", "env:REPLICATING"),
                        at("127.0.0.1", Ports.free(), "env:WRONG", "env:REPLICATING"),
                        at("nowhere.invalid", 5432, "env:WRONG", null),
                        at(site.redis().host(), site.redis().port(), "env:WRONG", null))
                .map(this::asked)
                .forEach(test -> {
                    answers.add(JsonFormats.ANSWER.write(new Answer.Tested(test)));
                    codes.addAll(codes(test));
                });

        assertThat(codes)
                .contains("authentication_failed", "secret_of_other_host", "connection_refused", "dns_failed")
                .hasSizeGreaterThanOrEqualTo(7);
        assertThat(tap.heard()).anyMatch(command -> command.contains("testConnection"));
        assertThat(tap.heard()).anyMatch(command -> command.contains("authentication_failed"));
        for (String secret : List.of(WRONG, REPLICATING, MALFORMED)) {
            assertThat(answers).noneMatch(answer -> answer.contains(secret));
            assertThat(tap.heard()).noneMatch(command -> command.contains(secret));
            assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains(secret));
        }
    }

    private static List<String> codes(ConnectionTest test) {
        return test.stages().stream()
                .map(Stage::outcome)
                .filter(Outcome.Failed.class::isInstance)
                .flatMap(outcome -> ((Outcome.Failed) outcome).troubles().stream())
                .map(Trouble::code)
                .toList();
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }
}
