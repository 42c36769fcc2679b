package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.stream.StreamDraft.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WayDraftTest {
    private static final String RDS = "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com";
    private static final Side ON_RDS = Entering.side(Entering.spec("dw", RDS, "aws", null, null));

    private static Side source(String tlsMode, String provider, String authorities) {
        return Entering.side(
                Entering.spec("orders", "db-1", provider, tlsMode, authorities.isEmpty() ? null : authorities));
    }

    private static String way(WayDraft draft, Side source, Side target) {
        return Entering.accepted(Entering.by(draft), source, target).way().toString();
    }

    private static boolean certificateIsMissing(Side source, Side target) {
        return Entering.wrong(Entering.by(WayDraft.UNSAID), source, target)
                .contains("subscription.connection.rootCertificate");
    }

    @Test
    void it_is_our_own_way_unless_something_else_is_said() {
        DatabaseSpec spec = Entering.spec("orders", "db-1", null, "require", null);
        assertThat(way(WayDraft.UNSAID, Entering.side(spec), Entering.target()))
                .isEqualTo("host='db-1' port='5432' dbname='shop' sslmode='require'");
        assertThat(way(
                        new WayDraft("10.0.0.7", 6432, "verify-ca", "/etc/ca's.pem", "/var/lib/pass"),
                        Entering.side(spec),
                        Entering.target()))
                .isEqualTo("host='10.0.0.7' port='6432' dbname='shop' sslmode='verify-ca' sslrootcert='/etc/ca\\'s.pem'"
                        + " passfile='/var/lib/pass'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full"})
    void amazons_authorities_are_on_rds_already(String mode) {
        String known = "sslrootcert='/rdsdbdata/rds-metadata/ca-cert.pem'";
        assertThat(way(WayDraft.UNSAID, source(mode, "aws", ""), ON_RDS)).endsWith(known);
        assertThat(way(WayDraft.UNSAID, source(mode, "self-hosted", "rds"), ON_RDS))
                .endsWith(known);
        assertThat(certificateIsMissing(source(mode, "aws", ""), Entering.target()))
                .isTrue();
    }

    @Test
    void those_of_the_system_verify_in_full_or_not_at_all() {
        assertThat(way(WayDraft.UNSAID, source("verify-full", "self-hosted", ""), Entering.target()))
                .endsWith("sslrootcert='system'");
        assertThat(way(WayDraft.UNSAID, source("verify-full", "aws", "system"), ON_RDS))
                .endsWith("sslrootcert='system'");
        assertThat(certificateIsMissing(source("verify-ca", "self-hosted", "system"), Entering.target()))
                .isTrue();
        assertThat(Entering.wrong(Entering.by(new WayDraft(null, null, "require", "system", null))))
                .containsExactly("subscription.connection.rootCertificate");
    }

    @Test
    void a_certificate_is_told_when_something_else_is_wrong_too() {
        var draft = new StreamDraft("", Entering.EVERYTHING, SubscriptionDraft.UNSAID, null);

        assertThat(Entering.wrong(draft, source("verify-ca", "aws", ""), Entering.target()))
                .containsExactly("name", "subscription.connection.rootCertificate");
    }

    /** Of a runbook a line that begins anew would be SQL of its own. */
    @Test
    void paths_are_of_one_line() {
        assertThat(Entering.wrong(Entering.by(
                        new WayDraft(null, null, "verify-ca", "/etc/ca.pem\nselect 1;", "/pass\r\n\\! ls"))))
                .containsExactly("subscription.connection.rootCertificate", "subscription.connection.passfile");
    }

    @Test
    void nothing_is_verified_that_was_not_before() {
        assertThat(way(WayDraft.UNSAID, source("disable", "aws", "rds"), ON_RDS))
                .doesNotContain("sslrootcert");
    }
}
