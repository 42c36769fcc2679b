package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.CredentialMark;
import dev.pgrm.application.stream.KeptConnection;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerLog;
import dev.pgrm.devkit.postgres.Shutdown;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.ReconnectStream.Reason;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("servers")
@ParameterizedClass
@EnumSource(names = {"V14", "V18"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any test.
class ReconnectingTest {
    @Parameter
    PostgresVersion version;

    private Workshop shop;
    private int rotations;

    @BeforeParameterizedClassInvocation
    void start() {
        shop = Workshop.of(version);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        shop.close();
    }

    @AfterEach
    void asItWasBefore() {
        shop.manageHouseAs(null);
        shop.takeSecret(shop.secret());
    }

    private void rotate() {
        String next = another();
        shop.takeSecret(next);
        shop.tellSecret(next);
    }

    /** With all that quoting could go wrong over. */
    private String another() {
        return "n'ew \\ \" $1 é" + ++rotations;
    }

    private ReconnectStream rotated(LogicalStream stream) {
        return new ReconnectStream(stream, shop.stream(stream.name()).way(), Reason.ROTATED);
    }

    private ReconnectStream adopted(LogicalStream stream) {
        return new ReconnectStream(stream, shop.stream(stream.name()).way(), Reason.ADOPTED);
    }

    private void clear(String table) {
        shop.clear(shop.stream(table));
    }

    private void assertDone(Operation operation) {
        assertThat(operation.status()).as("%s", operation).isEqualTo(OperationStatus.SUCCEEDED);
    }

    private CredentialMark mark(LogicalStream stream) {
        return shop.kept.all().stream()
                .filter(kept -> kept.holder()
                        .subscription()
                        .equals(stream.requireSubscription().oid()))
                .findFirst()
                .map(KeptConnection::mark)
                .orElseThrow();
    }

    /** Its worker has to connect anew. */
    private void assertSurvivesRestart(String table) {
        shop.hub().stop(Shutdown.FAST);
        shop.hub().start();
        shop.hub().sql("insert into " + table + " values (3000, 'after the restart')");
        await("a change after the restart")
                .atMost(Workshop.PATIENCE)
                .until(() -> shop.house()
                        .value("select count(*) from " + table + " where id = 3000")
                        .equals("1"));
    }

    private String detail(Operation operation, String step) {
        return operation.steps().stream()
                .filter(each -> each.name().equals(step))
                .findFirst()
                .map(Step::detail)
                .orElseThrow();
    }

    @Test
    void a_rotated_secret_is_there_before_the_next_connection_is_made() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);
        Credential before = shop.replicator();
        assertThat(mark(stream).fits(before)).isTrue();
        rotate();

        assertDone(shop.done(rotated(stream)));

        assertThat(mark(stream).fits(before)).isFalse();
        assertThat(mark(stream).fits(shop.replicator())).isTrue();
        assertSurvivesRestart(table);
        clear(table);
    }

    @Test
    void a_secret_that_does_not_work_is_never_put_in() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        shop.awaitCopied(table);
        String right = shop.secret();
        shop.tellSecret("wrong");

        Operation refused = shop.done(rotated(stream));

        shop.tellSecret(right);
        assertThat(refused.status()).as("%s", refused).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(refused.error()).message()).contains("password authentication failed");
        assertThat(mark(stream).fits(shop.replicator())).isTrue();
        assertThat(shop.house().query("select subname from pg_subscription")).hasSize(1);
        assertSurvivesRestart(table);
        clear(table);
    }

    @Test
    void waits_for_a_source_that_does_not_know_the_new_secret_yet() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        String next = another();
        shop.tellSecret(next);
        Operation operation = shop.open(rotated(stream));
        shop.worker().takeTurn();
        await().atMost(Workshop.PATIENCE)
                .until(() -> shop.told.stream().anyMatch(told -> told.contains("Try the connection: Waits")));

        shop.takeSecret(next);

        assertDone(shop.awaitOver(operation));
        assertSurvivesRestart(table);
        clear(table);
    }

    @Test
    void tells_no_secret() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        rotate();
        String right = shop.secret();
        ServerLog log = shop.house().log().fromHere();
        Operation done = shop.done(rotated(stream));
        shop.tellSecret("wr0ng-s3cret");
        Operation refused = shop.done(adopted(stream));
        shop.tellSecret(right);

        assertThat(done + "\n" + refused + "\n" + shop.kept.all() + "\n" + String.join("\n", shop.told))
                .doesNotContain(right, right.replace("'", "''"), right.replace("\\", "\\\\"), "wr0ng-s3cret");
        clear(table);
        assertThat(log.lines())
                .noneMatch(line -> line.contains("n'ew") || line.contains("n\\'ew") || line.contains("wr0ng"));
    }

    @Test
    void whenever_its_worker_dies_another_completes_it() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        for (int write = 1; write <= 7; write++) {
            for (boolean before : List.of(true, false)) {
                rotate();
                Operation end = shop.takenOver(rotated(stream), write, before);
                assertThat(end.status())
                        .as("write %s, before %s: %s", write, before, end)
                        .isEqualTo(OperationStatus.SUCCEEDED);
                assertThat(mark(stream).fits(shop.replicator())).isTrue();
            }
        }
        assertSurvivesRestart(table);
        clear(table);
    }

    /** Somebody made it as the source's superuser. */
    private LogicalStream madeByHand(String table, boolean enabled) {
        CreateStream work = shop.stream(table);
        var superuser = shop.hub().superuser();
        shop.hub().sql("create publication " + table + " for table " + table);
        shop.house()
                .sql("create subscription " + table + " connection '"
                        + work.way().of(superuser.user(), superuser.password()).replace("'", "''")
                        + "' publication " + table + " with (enabled = " + enabled + ")");
        return shop.onMap(work);
    }

    private String connectsAs(String table) {
        return shop.house()
                .value(
                        "select substring(subconninfo from 'user=''([^'']*)''') from pg_subscription where subname = ?",
                        table);
    }

    @Test
    void adopts_what_was_made_by_hand_and_once_more_does_no_harm() {
        String table = shop.table();
        LogicalStream stream = madeByHand(table, true);

        Operation first = shop.done(adopted(stream));
        Operation second = shop.done(adopted(stream));

        assertDone(first);
        assertDone(second);
        assertThat(detail(second, ReconnectStream.CONNECT)).isEqualTo("It had this connection already");
        assertThat(connectsAs(table)).isEqualTo(shop.replicator().username());
        assertThat(mark(stream).fits(shop.replicator())).isTrue();
        shop.awaitCopied(table);
        clear(table);
    }

    @Test
    void what_is_disabled_stays_so() {
        String table = shop.table();
        LogicalStream stream = madeByHand(table, false);

        Operation adopted = shop.done(adopted(stream));

        assertDone(adopted);
        assertThat(detail(adopted, ReconnectStream.FLOW)).contains("disabled");
        assertThat(shop.house().value("select subenabled from pg_subscription")).isEqualTo("f");
        clear(table);
    }

    @Test
    void a_way_that_leads_nowhere_leaves_what_works() {
        String table = shop.table();
        LogicalStream stream = madeByHand(table, true);
        Conninfo way = shop.stream(table).way();
        var nowhere = new Conninfo(new Endpoint("no.such.host.invalid", 5432), way.database(), "disable", null, null);

        Operation refused = shop.done(new ReconnectStream(stream, nowhere, Reason.ADOPTED));

        assertThat(refused.status()).as("%s", refused).isEqualTo(OperationStatus.UNDONE);
        assertThat(connectsAs(table)).isEqualTo(shop.hub().superuser().user());
        assertThat(shop.kept.all()).noneMatch(kept -> kept.way().equals(nowhere));
        assertSurvivesRestart(table);
        clear(table);
    }

    @Test
    void one_that_is_gone_by_now_is_not_touched() {
        String table = shop.table();
        LogicalStream stream = shop.made(table);
        clear(table);

        Operation refused = shop.done(adopted(stream));

        assertThat(refused.status()).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("subscription_gone");
    }

    @Test
    void signs_in_itself_where_the_role_may_change_the_subscription_and_make_none() {
        assumeTrue(version.compareTo(PostgresVersion.V16) >= 0, "owners of subscriptions are superusers before");
        String table = shop.table();
        LogicalStream stream = madeByHand(table, false);
        shop.house()
                .sql(
                        "create role keeper login password 'keeper'",
                        "grant pg_create_subscription to keeper",
                        "grant create on database " + shop.house().database().name() + " to keeper",
                        "alter subscription " + table + " owner to keeper",
                        "revoke pg_create_subscription from keeper");
        shop.manageHouseAs(new Credential("keeper", "keeper"));
        String right = shop.secret();
        shop.tellSecret("wrong");
        Operation refused = shop.done(adopted(stream));
        shop.tellSecret(right);

        Operation adopted = shop.done(adopted(stream));

        assertThat(refused.status()).as("%s", refused).isEqualTo(OperationStatus.UNDONE);
        assertThat(Objects.requireNonNull(refused.error()).code()).isEqualTo("authentication_failed");
        assertDone(adopted);
        assertThat(connectsAs(table)).isEqualTo(shop.replicator().username());
        shop.manageHouseAs(null);
        shop.house().sql("alter subscription " + table + " owner to current_user");
        clear(table);
        shop.house().sql("drop owned by keeper", "drop role keeper");
    }
}
