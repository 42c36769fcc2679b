package dev.pgrm.fleet.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerTls;
import dev.pgrm.devkit.postgres.TestAuthority;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.TlsMode;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a connection test of a healthy database costs, with TLS verified, passwords by SCRAM and an account for replication. */
@Tag("bench")
class TrialCostTest {
    private static final Logger log = LoggerFactory.getLogger(TrialCostTest.class);
    private static final int ROUNDS = 100;

    @Test
    void healthy() {
        TestAuthority authority = TestAuthority.named("Ours");
        try (PostgresServer server =
                PostgresServer.builder("orders").version(PostgresVersion.V17).start()) {
            ServerTls.show(server, authority.server("127.0.0.1"));
            server.sql("create role copier login replication password 'copies'");
            var target = Target.on(server)
                    .replicatingAs("copier", "copies")
                    .tls(TlsMode.VERIFY_FULL)
                    .trusting(authority.certificate());
            double first = millis(target);
            var rounds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                rounds[round] = millis(target);
            }
            Arrays.sort(rounds);
            log.warn(String.format(
                    Locale.ROOT,
                    "connection test: first %.0f ms; then median %.1f ms, 99th percentile %.1f ms",
                    first,
                    rounds[ROUNDS / 2],
                    rounds[ROUNDS - 2]));
        }
    }

    private static double millis(Target target) {
        long begun = System.nanoTime();
        ConnectionTest test = target.test();
        double millis = (System.nanoTime() - begun) / 1e6;
        assertThat(test.ok()).as(test.toString()).isTrue();
        return millis;
    }
}
