package dev.pgrm.fleet.trial;

import static dev.pgrm.domain.database.ConnectionTest.Name.DNS;
import static dev.pgrm.domain.database.ConnectionTest.Name.REPLICATION_PREREQUISITES;
import static dev.pgrm.domain.database.ConnectionTest.Name.SECRET_ACCESS;
import static dev.pgrm.domain.database.ConnectionTest.Name.SIGN_IN;
import static dev.pgrm.domain.database.ConnectionTest.Name.TCP;
import static dev.pgrm.domain.database.ConnectionTest.Name.TLS;
import static dev.pgrm.domain.database.TlsMode.PREFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.devkit.fault.Direction;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Whatever keeps silent on the way, the answer comes. The bound of each test is twice what is promised, for the machine's sake. */
@Tag("servers")
@Timeout(20)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundsTest {
    private final CountDownLatch released = new CountDownLatch(1);
    private PostgresServer server;

    @BeforeAll
    void start() {
        server = PostgresServer.builder("orders").start();
    }

    @AfterAll
    void stop() {
        released.countDown();
        server.close();
    }

    private <T> T hang(T late) {
        try {
            released.await();
            return late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late;
        }
    }

    private static Stages stages(Target target) {
        return new Stages(target.test());
    }

    @Test
    void a_resolver_that_hangs_is_given_up() {
        var stages = stages(Target.at("db.example", 5432).asking(host -> hang(new InetAddress[0])));

        assertThat(stages.only(DNS).code()).isEqualTo("dns_timed_out");
        assertThat(stages.skipped(TCP)).contains("dns");
    }

    @Test
    void a_way_on_which_everything_is_dropped_times_out() throws IOException {
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);

            var stages = stages(Target.at("127.0.0.1", full.getLocalPort()));

            assertThat(stages.only(TCP).code()).isEqualTo("timed_out");
            assertThat(stages.only(TCP).remedy()).contains("from the monitors");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Once nobody takes them, the system drops further connections without a word. */
    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        var address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        for (int i = 0; i < 64; i++) {
            var socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(address, 300);
            } catch (SocketTimeoutException dropped) {
                return;
            }
        }
        throw new IOException("this system keeps more connections waiting than it was asked to");
    }

    @Test
    void a_server_that_accepts_and_keeps_silent_is_told_where_it_falls_silent() throws IOException {
        try (var silent = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            var plain = stages(Target.at("127.0.0.1", silent.getLocalPort()));
            var encrypted = stages(Target.at("127.0.0.1", silent.getLocalPort()).tls(PREFER));

            assertThat(plain.only(SIGN_IN).code()).isEqualTo("timed_out");
            assertThat(encrypted.only(TLS).code()).isEqualTo("tls_timed_out");
            assertThat(encrypted.skipped(SIGN_IN)).contains("tls");
        }
    }

    @Test
    void a_frozen_server_is_told_not_to_answer() {
        server.freeze();
        try {
            assertThat(stages(Target.on(server)).only(SIGN_IN).code()).isEqualTo("timed_out");
        } finally {
            server.thaw();
        }
    }

    @Test
    void what_takes_too_long_at_every_step_ends_all_the_same() {
        try (var way = FaultProxy.open().towards(server.host(), server.port())) {
            way.delay(Direction.TO_SERVER, Duration.ofMillis(700));
            way.delay(Direction.TO_CLIENT, Duration.ofMillis(700));

            var stages =
                    stages(Target.on(server).by("file:manager").through(way).tls(PREFER));

            assertThat(stages.test().ok()).isFalse();
            assertThat(stages.passed(TLS)).contains("not encrypted");
            assertThat(stages.only(SIGN_IN).code()).isEqualTo("timed_out");
        }
        await().atMost(Duration.ofSeconds(15))
                .until(() -> server.value("select count(*) from pg_stat_activity where application_name = 'pgrm'")
                        .equals("0"));
    }

    @Test
    void a_connection_that_is_cut_when_it_stands_is_told_at_once() throws IOException {
        try (var listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            answering(listener, new byte[0]);

            assertThat(stages(Target.at("127.0.0.1", listener.getLocalPort()))
                            .only(SIGN_IN)
                            .code())
                    .isEqualTo("connection_failed");
        }
    }

    @Test
    void what_speaks_another_protocol_is_recognised() throws IOException {
        try (var listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            answering(listener, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(stages(Target.at("127.0.0.1", listener.getLocalPort()).tls(PREFER))
                            .only(TLS)
                            .code())
                    .isEqualTo("protocol_mismatch");
        }
    }

    private static void answering(ServerSocket listener, byte[] words) {
        Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try (Socket guest = listener.accept()) {
                    // The eight bytes that ask for TLS, or the first ones of a sign-in: unread ones would reset the
                    // answer.
                    guest.getInputStream().readNBytes(8);
                    guest.getOutputStream().write(words);
                } catch (IOException e) {
                    // Who hangs up first does not matter, and a closed listener ends the loop.
                }
            }
        });
    }

    @Test
    void a_keeper_of_secrets_that_hangs_is_given_up() {
        var target = Target.on(server);
        var stages = new Stages(target.test(new Credentials() {
            @Override
            public Lookup find(DatabaseSpec database, Account account) {
                return hang(target.find(database, account));
            }

            @Override
            public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
                return List.of();
            }
        }));

        assertThat(stages.only(SECRET_ACCESS).code()).isEqualTo("secret_timed_out");
        assertThat(stages.skipped(REPLICATION_PREREQUISITES)).contains("secret-access");
    }

    @Test
    void of_several_hosts_one_that_answers_is_enough_and_the_others_are_told() {
        var stages = stages(Target.on(server).or("nowhere.example", 5432).asking(host -> {
            if (host.startsWith("nowhere")) {
                throw new UnknownHostException(host);
            }
            return InetAddress.getAllByName(host);
        }));

        assertThat(stages.passed(DNS)).contains("127.0.0.1 is an address", "nowhere.example cannot be resolved");
        assertThat(stages.passed(TCP)).contains("accepts connections");
    }
}
