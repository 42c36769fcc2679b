package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.AccessKey;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Endpoint;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Whether a token is good is judged by what judges tokens for the gate of the devkit. */
class RdsIamCredentialsTest {
    private static final RdsIam USER = new RdsIam("monitor");
    private static final Endpoint ORDERS = new Endpoint("orders.abc123.eu-central-1.rds.amazonaws.com", 5433);

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
    void a_token_is_good_for_its_host_port_and_user_alone_and_takes_no_call() {
        Credential credential = found(site.identity(), Databases.at(ORDERS, Access.by(USER)));
        assertThat(credential.username()).isEqualTo("monitor");
        assertThat(admits(credential, ORDERS, "monitor")).isTrue();
        assertThat(admits(credential, ORDERS, "other")).isFalse();
        assertThat(admits(credential, new Endpoint(ORDERS.host(), 5432), "monitor"))
                .isFalse();
        assertThat(admits(credential, new Endpoint("billing.internal", 5433), "monitor"))
                .isFalse();
        assertThat(site.aws.requests().all()).isEmpty();
    }

    @Test
    void the_region_is_told_by_the_host_or_named_or_the_usual_one() {
        assertThat(found(site.identity(), Databases.at(ORDERS, Access.by(USER))).password())
                .contains("%2Feu-central-1%2Frds-db%2F");
        assertThat(found(site.identity(), Databases.inRegion("us-east-2", USER)).password())
                .contains("%2Fus-east-2%2Frds-db%2F");
        assertThat(found(site.identity(), Databases.with(USER)).password()).contains("%2Feu-west-1%2Frds-db%2F");

        var nowhere = site.identity(AwsSite.signingWith(site.aws.accessKey()), Patience.USUAL, null);
        assertThat(AwsSite.troubleOf(find(nowhere, Databases.with(USER))).code())
                .isEqualTo("aws_region_missing");
    }

    @Test
    void a_database_with_a_role_has_its_token_signed_by_that_role() {
        String role = site.aws.identities().role("connector", "customer-7");
        var access = new Access(USER, null, null, new IamRole(role, "customer-7"), null);
        AwsIdentity identity = site.identity();
        Credential credential = found(identity, Databases.at(ORDERS, access));
        assertThat(admits(credential, ORDERS, "monitor")).isTrue();
        assertThat(credential.password()).contains("X-Amz-Security-Token=");

        found(identity, Databases.at(ORDERS, access));
        assertThat(site.aws.requests().of("AssumeRole")).hasSize(1);
    }

    @Test
    void a_role_that_does_not_trust_us_signs_nothing() {
        String role = site.aws.identities().role("connector", "customer-7");
        var access = new Access(USER, null, null, new IamRole(role, "customer-8"), null);
        assertThat(AwsSite.troubleOf(find(site.identity(), Databases.at(ORDERS, access)))
                        .code())
                .isEqualTo("aws_role_denied");
    }

    @Test
    void nothing_is_signed_with_a_session_that_has_expired() {
        AccessKey key =
                site.aws.identities().session(site.aws.identities().role("reader"), "night", Duration.ofHours(1));
        var session = AwsSessionCredentials.builder()
                .accessKeyId(key.id())
                .secretAccessKey(key.secret())
                .sessionToken(key.sessionToken())
                .expirationTime(site.clock.instant().plus(Duration.ofHours(1)))
                .build();
        AwsIdentity identity = site.identity(() -> session, Patience.USUAL, null);
        assertThat(admits(found(identity, Databases.at(ORDERS, Access.by(USER))), ORDERS, "monitor"))
                .isTrue();
        site.clock.advance(Duration.ofHours(1));
        assertThat(AwsSite.troubleOf(find(identity, Databases.at(ORDERS, Access.by(USER))))
                        .code())
                .isEqualTo("aws_credentials_expired");
    }

    @Test
    void without_credentials_that_is_said() {
        var nobody = site.identity(
                () -> {
                    throw SdkClientException.create("none");
                },
                Patience.USUAL,
                null);
        assertThat(AwsSite.troubleOf(find(nobody, Databases.at(ORDERS, Access.by(USER))))
                        .code())
                .isEqualTo("aws_credentials_missing");
    }

    private Lookup find(AwsIdentity identity, DatabaseSpec database) {
        return new RdsIamCredentials(identity, site.clock).find(USER, database);
    }

    private Credential found(AwsIdentity identity, DatabaseSpec database) {
        return ((Lookup.Found) find(identity, database)).credential();
    }

    private boolean admits(Credential credential, Endpoint endpoint, String user) {
        @Nullable String token = credential.password();
        return token != null && site.aws.databaseTokens().admits(token, endpoint.host(), endpoint.port(), user);
    }
}
