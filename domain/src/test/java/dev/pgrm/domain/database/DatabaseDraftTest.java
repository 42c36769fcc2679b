package dev.pgrm.domain.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseDraftTest {
    private static DatabaseDraft draft(String field, @Nullable String value) {
        Function<String, @Nullable String> of = name -> field.equals(name) ? value : null;
        return new DatabaseDraft(
                field.equals("name") ? value : "orders",
                field.equals("host") ? value : "db-1",
                field.equals("port") && value != null ? Integer.valueOf(value) : null,
                field.equals("alternateHosts") && value != null ? List.of(value.split(",", -1)) : null,
                of.apply("targetSessionAttrs"),
                field.equals("database") ? value : "orders",
                of.apply("environment"),
                of.apply("provider"),
                of.apply("role"),
                of.apply("tlsMode"),
                of.apply("tlsCa"),
                field.equals("credentials") ? value : "file:orders",
                of.apply("credentialsHost"),
                of.apply("replicationCredentials"),
                of.apply("iamRoleArn"),
                of.apply("iamExternalId"),
                of.apply("awsRegion"),
                of.apply("vpcId"),
                null,
                null,
                null,
                of.apply("notes"));
    }

    private static List<String> wrongFields(DatabaseDraft draft) {
        return draft.check() instanceof Checked.Refused(var violations)
                ? violations.stream().map(Violation::field).toList()
                : List.of();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "name, none",
                "name, ''",
                "name, 'a/b'",
                "name, ' a'",
                "name, 'a '",
                "host, none",
                "host, ''",
                "host, 'db 1'",
                "host, db:5432",
                "host, 10.0.0.1:5432",
                "host, :::",
                "host, 'http://db'",
                "host, '[::1]'",
                "port, 0",
                "port, -1",
                "port, 65536",
                "database, none",
                "database, ' '",
                "provider, oracle",
                "provider, AWS",
                "role, master",
                "tlsMode, allow",
                "tlsMode, verify_full",
                "alternateHosts, db 2",
                "alternateHosts, 'db-2,'",
                "alternateHosts, db-2:0",
                "alternateHosts, db-2:65536",
                "alternateHosts, '1,2,3,4,5,6,7,8,9'",
                "targetSessionAttrs, master",
                "tlsCa, hunter2",
                "tlsCa, '-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----'",
                "tlsCa, '-----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----'",
                "credentialsHost, 'http://db'",
                "iamExternalId, lonely",
                "awsRegion, Frankfurt",
                "credentials, none",
                "credentials, hunter2",
                "replicationCredentials, hunter2",
                "replicationCredentials, rds-iam:monitor",
                "iamRoleArn, arn:aws:iam::1:role/x"
            })
    void a_bad_value_is_refused_by_its_field(String field, @Nullable String value) {
        assertThat(wrongFields(draft(field, value))).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-1", "DB-1.example.com", "db.", "10.0.0.1", "::1", "2001:db8::1", "my_db"})
    void a_host_is_a_name_or_an_address(String host) {
        assertThat(wrongFields(draft("host", host))).isEmpty();
    }

    @Test
    void lengths_are_those_of_PostgreSQL_in_bytes() {
        assertThat(wrongFields(draft("database", "ö".repeat(31)))).isEmpty();
        assertThat(wrongFields(draft("database", "ö".repeat(32)))).containsExactly("database");
        assertThat(wrongFields(draft("notes", "a".repeat(10_001)))).containsExactly("notes");
        assertThat(wrongFields(draft("notes", "a\0b"))).containsExactly("notes");
        assertThat(wrongFields(draft("environment", "a".repeat(64)))).containsExactly("environment");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_no_password_is_repeated() {
        var draft = new DatabaseDraft(
                null, null, 0, null, null, null, null, "x", "x", "x", null, "hunter2", null, "hunter2", "x", null, null,
                null, null, null, null, null);

        assertThat(wrongFields(draft))
                .containsExactly(
                        "name",
                        "host",
                        "port",
                        "database",
                        "provider",
                        "role",
                        "credentials",
                        "replicationCredentials",
                        "iamRoleArn",
                        "tlsMode");
        assertThat(draft.check().toString()).doesNotContain("hunter2");
    }

    @Test
    void lists_and_tags_without_usable_values_are_refused() {
        var draft = new DatabaseDraft(
                "orders",
                "db-1",
                null,
                null,
                null,
                "orders",
                null,
                null,
                null,
                null,
                null,
                "file:orders",
                null,
                null,
                null,
                null,
                null,
                null,
                Arrays.asList("subnet-1", null),
                List.of("sg\0"),
                Collections.singletonMap("team", null),
                null);

        assertThat(wrongFields(draft)).containsExactly("subnetIds", "securityGroupIds", "tags");
    }

    @Test
    void what_is_left_out_has_a_default() {
        assertThat(draft("name", "orders").check()).isInstanceOfSatisfying(Checked.Accepted.class, accepted -> {
            DatabaseSpec spec = accepted.spec();
            assertThat(spec.endpoint()).isEqualTo(new Endpoint("db-1", 5432));
            assertThat(spec.provider()).isEqualTo(Provider.SELF_HOSTED);
            assertThat(spec.role()).isEqualTo(DeclaredRole.PRIMARY);
            assertThat(spec.tls()).isEqualTo(Tls.of(TlsMode.PREFER));
            assertThat(spec.tags()).isEqualTo(Map.of());
        });
    }
}
