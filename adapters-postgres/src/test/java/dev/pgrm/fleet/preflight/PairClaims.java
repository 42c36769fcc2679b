package dev.pgrm.fleet.preflight;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import dev.pgrm.fleet.scene.Versions;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Claims that share two servers and have databases of their own on them. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any claim.
abstract class PairClaims {
    @Parameter
    Versions versions;

    private Fleet fleet;

    @BeforeParameterizedClassInvocation
    void start() {
        fleet = aFleet().primary("shop", versions.source())
                .setting("max_prepared_transactions", "5")
                .setting("max_slot_wal_keep_size", "10GB")
                .primary("house", versions.target())
                .setting("max_prepared_transactions", "0")
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        fleet.close();
    }

    Wish wish() {
        return Wish.between(fleet.server("shop"), fleet.server("house"));
    }

    Fleet fleet() {
        return fleet;
    }

    void from(PostgresVersion version) {
        assumeTrue(versions.bothFrom(version), "from PostgreSQL " + version + " on");
    }

    void before(PostgresVersion version) {
        assumeTrue(versions.source().compareTo(version) < 0, "before PostgreSQL " + version);
    }

    /** What is found beyond notes, as severity and code. */
    static List<String> troubles(Preflight preflight) {
        return preflight.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOTE)
                .map(finding -> finding.severity() + " " + finding.code())
                .distinct()
                .toList();
    }

    static Finding only(Preflight preflight, String trouble) {
        assertThat(troubles(preflight)).as(preflight.toString()).containsExactly(trouble);
        return finding(preflight, trouble.substring(trouble.indexOf(' ') + 1));
    }

    /** The one of that code. */
    static Finding finding(Preflight preflight, String code) {
        return preflight.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(code + " is not among " + preflight.findings()));
    }
}
