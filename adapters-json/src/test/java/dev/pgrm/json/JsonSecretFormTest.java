package dev.pgrm.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.ClientCertificate;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.application.credential.SecretReading.Unusable;
import dev.pgrm.application.credential.SecretReading.Usable;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSecretFormTest {
    private static final Credential MONITOR = new Credential("monitor", "S3cret");

    @Test
    void user_and_password_are_all_it_takes() {
        assertThat(read("""
                {"username": "monitor", "password": "S3cret"}""")).isEqualTo(new Usable(MONITOR, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"username": "monitor", "password": "S3cret", "engine": "postgres", "host": "orders.internal",
                 "port": 5432, "dbname": "shop", "dbInstanceIdentifier": "orders"}""", """
                {"username": "monitor", "password": "S3cret", "engine": "postgres", "host": "orders.internal",
                 "port": "5432", "dbname": "", "masterarn": "arn:aws:secretsmanager:x:1:secret:master"}"""})
    void what_rds_writes_besides_does_not_disturb(String secret) {
        assertThat(read(secret)).isEqualTo(new Usable(MONITOR, "orders.internal"));
    }

    @Test
    void a_client_certificate_stands_beside_a_password_or_instead_of_it() {
        var certificate = new ClientCertificate("-chain-", "-key-");
        assertThat(read("""
                {"username": "monitor", "password": "S3cret", "clientCertificate": "-chain-", "clientKey": "-key-"}""")).isEqualTo(new Usable(new Credential("monitor", "S3cret", certificate), null));
        assertThat(read("""
                {"username": "monitor", "clientCertificate": "-chain-", "clientKey": "-key-"}""")).isEqualTo(new Usable(new Credential("monitor", null, certificate), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\": \"monitor\", \"password\": \"S3cret\", \"clientCertificate\": \"S3cret-chain\"}",
                "{\"username\": \"monitor\", \"password\": \"S3cret\", \"clientKey\": \"S3cret-key\"}",
                "{\"username\": \"monitor\", \"clientKey\": \"S3cret-key\"}",
                "{\"username\": \"monitor\"}",
                "{\"password\": \"S3cret\"}",
                "{\"username\": \"monitor\", \"password\": \"S3cret",
                "S3cret",
                "",
                "null"
            })
    void what_is_malformed_is_told_without_showing_it(String secret) {
        assertThat(read(secret)).isInstanceOfSatisfying(Unusable.class, unusable -> {
            assertThat(unusable.trouble().code()).isEqualTo("secret_malformed");
            assertThat(unusable.toString()).contains("file:orders").doesNotContain("S3cret");
        });
    }

    @Test
    void neither_password_nor_key_is_in_any_text_form() {
        assertThat(read("""
                {"username": "monitor", "password": "S3cret", "clientCertificate": "chain", "clientKey": "S3cret-key"}""").toString()).doesNotContain("S3cret");
    }

    @Test
    void a_secret_serves_the_host_it_names_or_the_one_the_database_shares_it_with() {
        SecretReading named = read("""
                {"username": "monitor", "password": "S3cret", "host": "Primary.internal"}""");
        assertThat(named.forDatabase("file:orders", at("primary.internal", null)))
                .isEqualTo(new Lookup.Found(MONITOR));
        assertThat(named.forDatabase("file:orders", at("replica.internal", "primary.internal")))
                .isEqualTo(new Lookup.Found(MONITOR));
        assertThat(named.forDatabase("file:orders", at("replica.internal", null)))
                .isInstanceOfSatisfying(Lookup.NotFound.class, refused -> {
                    assertThat(refused.trouble().code()).isEqualTo("secret_of_other_host");
                    assertThat(refused.trouble().remedy()).contains("credentialsHost Primary.internal");
                });
    }

    @Test
    void a_secret_that_names_no_host_serves_any() {
        SecretReading open = read("""
                {"username": "monitor", "password": "S3cret"}""");
        assertThat(open.forDatabase("file:orders", at("replica.internal", "primary.internal")))
                .isEqualTo(new Lookup.Found(MONITOR));
    }

    private static SecretReading read(String text) {
        return new JsonSecretForm().read("file:orders", text);
    }

    private static DatabaseSpec at(String host, @Nullable String credentialsHost) {
        CredentialReference reference = CredentialReference.parse("file:orders");
        return new DatabaseSpec(
                "orders",
                Hosts.only(new Endpoint(host, 5432)),
                "shop",
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.REQUIRE),
                new Access(reference, null, credentialsHost, null, null),
                Network.UNSAID,
                Map.of(),
                null);
    }
}
