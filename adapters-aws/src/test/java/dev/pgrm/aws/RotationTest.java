package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.devkit.aws.Troubles;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is offered after a server refused a password, as a rotation goes through its steps. */
class RotationTest {
    private AwsSite site;
    private SecretsManagerCredentials credentials;
    private CredentialReference.SecretsManager secret;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
        credentials = site.secretsManager(site.identity());
        secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("first"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_finished_rotation_is_seen_when_the_old_password_is_refused() {
        assertThat(found()).isEqualTo("first");
        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        assertThat(found()).isEqualTo("first");
        assertThat(offeredFor("first")).containsExactly("second");
        assertThat(found()).isEqualTo("second");
    }

    @Test
    void a_password_that_the_server_has_already_is_offered_while_it_is_pending() {
        found();
        site.aws.secrets().beginRotation(secret.arn(), AwsSite.json("second"));
        assertThat(offeredFor("first")).containsExactly("second");

        site.aws.secrets().finishRotation(secret.arn());
        site.clock.advance(Duration.ofSeconds(2));
        assertThat(offeredFor("first")).containsExactly("second");
        assertThat(found()).isEqualTo("second");
    }

    @Test
    void the_former_password_is_offered_to_a_replica_that_has_not_replayed_the_new_one() {
        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        assertThat(found()).isEqualTo("second");
        assertThat(offeredFor("second")).containsExactly("first");
    }

    @Test
    void the_pending_password_comes_before_the_former_one() {
        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        site.aws.secrets().beginRotation(secret.arn(), AwsSite.json("third"));
        found();
        assertThat(offeredFor("second")).containsExactly("third", "first");
    }

    @Test
    void what_was_refused_is_not_offered_again() {
        found();
        site.aws.secrets().beginRotation(secret.arn(), AwsSite.json("first"));
        assertThat(offeredFor("first")).isEmpty();
    }

    @Test
    void a_pending_password_made_for_another_host_is_not_offered() {
        found();
        site.aws
                .secrets()
                .beginRotation(
                        secret.arn(),
                        "{\"username\": \"monitor\", \"password\": \"x\", \"host\": \"billing.internal\"}");
        assertThat(offeredFor("first")).isEmpty();
    }

    @Test
    void a_fleet_that_shares_a_secret_reads_it_once_after_a_rotation() {
        found();
        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        int before = site.reads();
        for (int i = 0; i < 50; i++) {
            assertThat(offeredFor("first", replica(i))).containsExactly("second");
        }
        assertThat(site.reads()).isEqualTo(before + 1);
    }

    @Test
    void a_fleet_that_is_refused_at_once_reads_once() throws InterruptedException {
        found();
        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        int before = site.reads();
        Queue<String> offered = new ConcurrentLinkedQueue<>();
        List<Thread> refused;
        try (Troubles.Stalled _ = site.aws.troubles().stall("secretsmanager:*")) {
            refused = IntStream.range(0, 20)
                    .mapToObj(i -> Thread.startVirtualThread(() -> offered.addAll(offeredFor("first", replica(i)))))
                    .toList();
            await().until(() -> refused.stream()
                    .map(Thread::getState)
                    .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING));
        }
        for (Thread each : refused) {
            each.join();
        }
        assertThat(offered).hasSize(20).containsOnly("second");
        assertThat(site.reads()).isEqualTo(before + 1);
    }

    @Test
    void a_secret_that_is_simply_wrong_is_read_again_ever_more_rarely() {
        found();
        offeredFor("first");
        for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            int before = site.reads();
            site.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            offeredFor("first");
            assertThat(site.reads()).isEqualTo(before);
            site.clock.advance(Duration.ofMillis(1));
            offeredFor("first");
            // Current, pending and previous.
            assertThat(site.reads()).isEqualTo(before + 3);
        }
    }

    @Test
    void a_server_that_refuses_it_for_the_first_time_does_not_wait_for_one_that_always_does() {
        found();
        for (int minute = 0; minute < 6; minute++) {
            offeredFor("first");
            site.clock.advance(Duration.ofMinutes(1));
        }
        offeredFor("first");
        site.aws.secrets().put(AwsSite.REGION, "orders", AwsSite.json("second"));
        site.clock.advance(Duration.ofSeconds(2));

        assertThat(offeredFor("first")).isEmpty();
        assertThat(offeredFor("first", replica(1))).containsExactly("second");
    }

    @Test
    void a_password_refused_while_its_secret_may_no_longer_be_read_leaves_nothing_to_try() {
        found();
        site.aws.troubles().deny(Denial.of("secretsmanager:*"));
        assertThat(offeredFor("first")).isEmpty();
        assertThat(credentials.find(secret, Databases.with(secret))).isInstanceOf(Lookup.NotFound.class);
    }

    private String found() {
        Lookup lookup = credentials.find(secret, Databases.with(secret));
        return String.valueOf(((Lookup.Found) lookup).credential().password());
    }

    private List<String> offeredFor(String refused) {
        return offeredFor(refused, Databases.with(secret));
    }

    private List<String> offeredFor(String refused, DatabaseSpec database) {
        return credentials.afterRefusal(secret, database, new Credential("monitor", refused)).stream()
                .map(credential -> String.valueOf(credential.password()))
                .toList();
    }

    private DatabaseSpec replica(int number) {
        return Databases.at("replica-" + number + ".internal", Access.by(secret));
    }
}
