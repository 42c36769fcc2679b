package dev.pgrm.fleet.poll;

import static dev.pgrm.domain.log.MessageCode.AUTHENTICATION_FAILED;
import static dev.pgrm.domain.log.MessageCode.DISABLED_ON_ERROR;
import static dev.pgrm.domain.log.MessageCode.MISSING_RELATION;
import static dev.pgrm.domain.log.MessageCode.SLOT_MISSING;
import static dev.pgrm.domain.log.MessageCode.UNIQUE_VIOLATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.Messages;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("servers")
class ServerLogsTest {
    @ParameterizedTest
    @CsvSource({"V14,stderr", "V14,csvlog", "V18,stderr", "V18,csvlog", "V18,jsonlog"})
    void failures_become_messages_of_their_streams(PostgresVersion version, String destination) {
        try (var servers = new LoggingServers(version, destination)) {
            servers.poll();
            servers.subscribe("s", "");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> servers.subscriber
                            .value("select bool_and(srsubstate = 'r') from pg_subscription_rel")
                            .equals("t"));
            var name = new SubscriptionName("s");
            var oid = servers.subscription("s");

            servers.subscriber.sql("insert into t values (1, 'in the way')");
            servers.publisher.sql("insert into t values (1, 'wanted')");
            ReplicationMessage unique = servers.await(servers.subscriber, UNIQUE_VIOLATION);
            assertThat(Messages.in(servers.log(servers.subscriber)).about(oid, name))
                    .contains(unique);
            assertThat(unique.entry().severity()).isEqualTo(Severity.ERROR);
            assertThat(unique.entry().detail()).contains("(id)=(1)");
            assertThat(Duration.between(unique.entry().at(), Clock.systemUTC().instant())
                            .abs())
                    .isLessThan(Duration.ofMinutes(5));
            if (version != PostgresVersion.V14) {
                assertThat(unique.subscription()).isEqualTo(oid);
                assertThat(unique.relation()).isEqualTo("public.t");
                assertThat(unique.finishedAt()).isNotNull();
            }
            servers.subscriber.sql("delete from t");

            servers.publisher.sql("create table u (id int primary key)", "insert into u values (1)");
            ReplicationMessage missing = servers.await(servers.subscriber, MISSING_RELATION);
            assertThat(missing.relation()).isEqualTo("public.u");
            assertThat(Messages.in(servers.log(servers.subscriber)).about(oid, name))
                    .contains(missing);
            servers.subscriber.sql("create table u (id int primary key)");

            servers.subscriber.sql("alter subscription s connection '" + servers.conninfo("wrong-password-77") + "'");
            ReplicationMessage refused = servers.await(servers.subscriber, AUTHENTICATION_FAILED);
            assertThat(Messages.in(servers.log(servers.subscriber)).about(oid, name))
                    .contains(refused);
            servers.subscriber.sql("alter subscription s disable");
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> servers.publisher.sql("select pg_drop_replication_slot('s')"));
            servers.subscriber.sql(
                    "alter subscription s connection '"
                            + servers.conninfo(servers.publisher.superuser().password()) + "'",
                    "alter subscription s enable");
            ReplicationMessage slot = servers.await(servers.subscriber, SLOT_MISSING);
            assertThat(Messages.in(servers.log(servers.subscriber)).about(oid, name))
                    .contains(slot);
            ReplicationMessage there = servers.await(servers.publisher, SLOT_MISSING);
            assertThat(Messages.in(servers.log(servers.publisher)).aboutSlot(new SlotName("s")))
                    .contains(there);
        }
    }

    @ParameterizedTest
    @CsvSource({"V18,stderr", "V18,jsonlog"})
    void a_subscription_that_an_error_disabled_says_so(PostgresVersion version, String destination) {
        try (var servers = new LoggingServers(version, destination)) {
            servers.poll();
            servers.subscribe("careful", "disable_on_error = true, copy_data = false");
            servers.subscriber.sql("insert into t values (1, 'in the way')");
            servers.publisher.sql("insert into t values (1, 'wanted')");

            ReplicationMessage disabled = servers.await(servers.subscriber, DISABLED_ON_ERROR);

            assertThat(disabled.subscriptionName()).isEqualTo(new SubscriptionName("careful"));
            assertThat(Messages.in(servers.log(servers.subscriber))
                            .about(servers.subscription("careful"), new SubscriptionName("careful")))
                    .extracting(ReplicationMessage::code)
                    .containsAll(List.of("unique_violation", "disabled_on_error"));
        }
    }
}
