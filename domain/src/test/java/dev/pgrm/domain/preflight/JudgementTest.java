package dev.pgrm.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.preflight.ReplicationFacts.Pool;
import dev.pgrm.domain.preflight.SourceFacts.Replicator;
import dev.pgrm.domain.preflight.SourceFacts.Unreplicated;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the servers of this machine cannot show: machines apart, and services that are kept by others. */
class JudgementTest {
    private static final Pool PLENTY = new Pool(10, 0);

    @Test
    void an_address_of_the_own_machine_leads_another_machine_astray() {
        assertThat(codes(judged(self("10.0.0.1"), self("10.0.0.2"), "localhost")))
                .contains("source_address_loopback");
        assertThat(codes(judged(self("10.0.0.1"), self("10.0.0.2"), "127.0.0.1")))
                .contains("source_address_loopback");
        assertThat(codes(judged(self("10.0.0.1"), self("10.0.0.2"), "10.0.0.1")))
                .doesNotContain("source_address_loopback");
        assertThat(codes(judged(self("10.0.0.1"), self("10.0.0.1"), "localhost")))
                .as("both on one machine")
                .doesNotContain("source_address_loopback");
    }

    @Test
    void services_are_told_their_own_ways() {
        Preflight preflight = judged(rds("replica"), self("10.0.0.2"), "10.0.0.1");

        Finding wal = finding(preflight, "wal_level_not_logical");
        assertThat(wal.message()).contains("rds.logical_replication");
        assertThat(wal.fixSql()).isNull();
        Finding slot = finding(preflight, "slot_right_missing");
        assertThat(slot.fixSql()).contains("grant rds_replication to \"admin\"");
        assertThat(finding(preflight, "publication_of_all_refused").severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void the_worst_comes_first() {
        Preflight preflight = judged(rds("replica"), self("10.0.0.2"), "localhost");

        assertThat(preflight.findings()).extracting(Finding::severity).isSorted();
        assertThat(preflight.ok()).isFalse();
    }

    private static Finding finding(Preflight preflight, String code) {
        return preflight.findings().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(Preflight preflight) {
        return preflight.findings().stream().map(Finding::code).toList();
    }

    private static EndFacts self(String listens) {
        return end(listens, Service.NONE, "logical", true);
    }

    private static EndFacts rds(String walLevel) {
        return end("10.0.0.1", Service.RDS, walLevel, false);
    }

    private static EndFacts end(String listens, Service service, String walLevel, boolean superuser) {
        var replication = new ReplicationFacts(
                "admin", service, false, walLevel, PLENTY, "", PLENTY, PLENTY, 20, PLENTY, "-1", false, false,
                superuser);
        return new EndFacts(
                "on " + listens,
                listens,
                listens,
                "app",
                UUID.randomUUID().toString(),
                new PgVersion(170001),
                replication,
                superuser,
                !superuser,
                true,
                true,
                2,
                0);
    }

    private static Preflight judged(EndFacts source, EndFacts target, String address) {
        var work = new CreateStream(
                new End(new DatabaseId(new UUID(0, 1)), "source"),
                new End(new DatabaseId(new UUID(0, 2)), "target"),
                new Conninfo(new Endpoint(address, 5432), "app", "disable", null, null),
                new PublicationSpec(new PublicationName("p"), true, List.of(), List.of(), Set.of(), false),
                new SubscriptionSpec(new SubscriptionName("s"), new SlotName("s"), true, true, Options.UNSAID));
        var facts = new SourceFacts(
                source,
                TlsMode.DISABLE,
                null,
                false,
                new Replicator("admin", true, true, true, true, null),
                List.of(),
                0,
                List.of(),
                List.of(),
                Unreplicated.UNKNOWN);
        return Judgement.of(work, List.of(), facts, new TargetFacts(target, false, List.of()));
    }
}
