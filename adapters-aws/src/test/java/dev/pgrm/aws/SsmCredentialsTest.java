package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SsmCredentialsTest {
    private static final CredentialReference.SsmParameter ORDERS = parameter("ssm:/db/orders");

    private AwsSite site;
    private SsmCredentials credentials;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
        credentials = site.ssm(site.identity());
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void a_secure_string_is_read_decrypted_in_the_region_of_the_database_or_else_the_usual_one() {
        site.aws.parameters().putSecure("eu-west-1", "/db/orders", AwsSite.json("usual"));
        site.aws.parameters().putSecure("eu-central-1", "/db/orders", AwsSite.json("named"));
        site.aws.parameters().putSecure("us-east-1", "/db/orders", AwsSite.json("told by the host"));

        assertThat(password(credentials.find(ORDERS, Databases.with(ORDERS)))).isEqualTo("usual");
        assertThat(password(credentials.find(ORDERS, Databases.inRegion("eu-central-1", ORDERS))))
                .isEqualTo("named");
        assertThat(password(credentials.find(
                        ORDERS, Databases.at("orders.abc123.us-east-1.rds.amazonaws.com", Access.by(ORDERS)))))
                .isEqualTo("told by the host");
    }

    @Test
    void a_name_without_a_slash_is_found() {
        var flat = parameter("ssm:orders");
        site.aws.parameters().putSecure(AwsSite.REGION, "orders", AwsSite.json("flat"));
        assertThat(password(credentials.find(flat, Databases.with(flat)))).isEqualTo("flat");
    }

    @Test
    void without_a_region_the_remedy_says_where_to_name_one() {
        var nowhere = site.ssm(site.identity(AwsSite.signingWith(site.aws.accessKey()), Patience.USUAL, null));
        Trouble trouble = AwsSite.troubleOf(nowhere.find(ORDERS, Databases.with(ORDERS)));
        assertThat(trouble.code()).isEqualTo("aws_region_missing");
        assertThat(trouble.remedy()).contains("awsRegion", "AWS_REGION");
        assertThat(nowhere.afterRefusal(ORDERS, Databases.with(ORDERS), new Credential("monitor", "x")))
                .isEmpty();
        assertThat(site.aws.requests().all()).isEmpty();
    }

    @Test
    void a_plain_parameter_is_refused_since_others_can_read_it() {
        site.aws.parameters().putPlain(AwsSite.REGION, "/db/orders", AwsSite.json("open"));
        Trouble trouble = trouble();
        assertThat(trouble.code()).isEqualTo("secret_not_encrypted");
        assertThat(trouble.remedy()).contains("SecureString");
    }

    @Test
    void a_missing_parameter_names_the_region_that_was_asked() {
        assertThat(trouble())
                .isEqualTo(new Trouble(
                        "secret_not_found",
                        "There is no parameter ssm:/db/orders in region eu-west-1",
                        "Check its name and account, and set awsRegion on the database if it is in another region"));
    }

    @Test
    void a_denial_names_action_and_resource_with_the_statement_to_add() {
        site.aws.parameters().putSecure(AwsSite.REGION, "/db/orders", AwsSite.json("x"));
        site.aws.troubles().deny(Denial.of("ssm:GetParameter"));
        assertThat(trouble().code()).isEqualTo("aws_access_denied");
        assertThat(trouble().remedy())
                .contains("{\"Effect\": \"Allow\", \"Action\": \"ssm:GetParameter\", \"Resource\":"
                        + " \"arn:aws:ssm:eu-west-1:123456789012:parameter/db/orders\"}");
    }

    @Test
    void what_was_read_is_kept_and_read_anew_when_it_is_refused() {
        site.aws.parameters().putSecure(AwsSite.REGION, "/db/orders", AwsSite.json("first"));
        credentials.find(ORDERS, Databases.with(ORDERS));
        site.clock.advance(Duration.ofMinutes(4));
        credentials.find(ORDERS, Databases.with(ORDERS));
        assertThat(site.reads()).isEqualTo(1);

        site.aws.parameters().putSecure(AwsSite.REGION, "/db/orders", AwsSite.json("second"));
        assertThat(credentials.afterRefusal(ORDERS, Databases.with(ORDERS), new Credential("monitor", "first")))
                .containsExactly(new Credential("monitor", "second"));
        assertThat(credentials.afterRefusal(ORDERS, Databases.with(ORDERS), new Credential("monitor", "second")))
                .isEmpty();
        assertThat(site.reads()).isEqualTo(3);
    }

    @Test
    void a_database_with_a_role_has_its_parameter_read_as_that_role() {
        site.aws.parameters().putSecure(AwsSite.REGION, "/db/orders", AwsSite.json("x"));
        String role = site.aws.identities().role("reader");
        assertThat(credentials.find(ORDERS, Databases.with(ORDERS, role))).isInstanceOf(Lookup.Found.class);
        assertThat(site.aws.requests().of("GetParameter"))
                .extracting("principal")
                .containsExactly("arn:aws:sts::123456789012:assumed-role/reader/pgrm");
    }

    private Trouble trouble() {
        return AwsSite.troubleOf(credentials.find(ORDERS, Databases.with(ORDERS)));
    }

    private static String password(Lookup lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Found.class);
        return String.valueOf(((Lookup.Found) lookup).credential().password());
    }

    private static CredentialReference.SsmParameter parameter(String text) {
        return (CredentialReference.SsmParameter) CredentialReference.parse(text);
    }
}
