package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.domain.database.CredentialReference;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Who asks AWS for a secret, and what came of it, is in the audit log. */
class SecretAuditTest {
    private AwsSite site;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void each_access_is_recorded_and_no_answer_that_was_known() {
        var secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("S3cret"));
        var credentials = site.secretsManager(site.identity());
        credentials.find(secret, Databases.with(secret));
        credentials.find(secret, Databases.with(secret));
        assertThat(site.audit.entries)
                .containsExactly(new AuditEntry(
                        site.clock.instant(),
                        "pgrm",
                        "secret.read",
                        secret.arn(),
                        Map.of("database", "orders", "stage", "AWSCURRENT", "outcome", "read")));
    }

    @Test
    void what_is_read_after_a_refusal_names_its_stage() {
        var secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("S3cret"));
        site.aws.secrets().beginRotation(secret.arn(), AwsSite.json("S3cret-too"));
        var credentials = site.secretsManager(site.identity());
        credentials.afterRefusal(secret, Databases.with(secret), new Credential("monitor", "S3cret"));
        assertThat(site.audit.entries)
                .extracting(entry ->
                        entry.details().get("stage") + " " + entry.details().get("outcome"))
                .containsExactly("AWSCURRENT read", "AWSPENDING read", "AWSPREVIOUS secret_without_value");
        assertThat(site.audit.entries.toString()).doesNotContain("S3cret");
    }

    @Test
    void a_failure_is_recorded_with_its_code_and_the_role_that_asked() {
        var secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("S3cret"));
        String role = site.aws.identities().role("reader");
        site.aws.troubles().deny(Denial.of("secretsmanager:*"));
        site.secretsManager(site.identity()).find(secret, Databases.with(secret, role));
        assertThat(site.audit.entries)
                .extracting(AuditEntry::details)
                .containsExactly(Map.of(
                        "database", "orders", "stage", "AWSCURRENT", "role", role, "outcome", "aws_access_denied"));
    }

    @Test
    void a_parameter_is_recorded_by_its_reference_and_has_no_stage() {
        site.aws.parameters().putSecure(AwsSite.REGION, "/orders", AwsSite.json("S3cret"));
        var parameter = (CredentialReference.SsmParameter) CredentialReference.parse("ssm:/orders");
        site.ssm(site.identity()).find(parameter, Databases.with(parameter));
        assertThat(site.audit.entries).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("ssm:/orders");
            assertThat(entry.details()).isEqualTo(Map.of("database", "orders", "outcome", "read"));
        });
    }

    @Test
    void without_credentials_nothing_is_accessed_and_nothing_recorded() {
        var secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("S3cret"));
        var nobody = site.identity(
                () -> {
                    throw SdkClientException.create("none");
                },
                Patience.USUAL,
                null);
        site.secretsManager(nobody).find(secret, Databases.with(secret));
        assertThat(site.audit.entries).isEmpty();
    }
}
