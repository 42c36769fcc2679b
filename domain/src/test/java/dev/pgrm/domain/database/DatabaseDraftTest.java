package dev.pgrm.domain.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseDraftTest {
    private static DatabaseDraft draft(String field, @Nullable String value) {
        return Drafting.minimal().with(field, typed(field, value)).draft();
    }

    private static @Nullable Object typed(String field, @Nullable String value) {
        return switch (field) {
            case "port" -> value == null ? null : Integer.valueOf(value);
            case "alternateHosts" -> value == null ? null : List.of(value.split(",", -1));
            default -> value;
        };
    }

    private static DatabaseSpec spec(Drafting drafting) {
        if (drafting.draft().check() instanceof Checked.Accepted(var spec)) {
            return spec;
        }
        throw new AssertionError(drafting.draft().check());
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

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-1_b", "two words", "-", "0"})
    void a_name_has_letters_digits_hyphens_underscores_and_inner_spaces(String name) {
        assertThat(wrongFields(draft("name", name))).isEmpty();
    }

    @Test
    void a_name_has_at_most_63_characters() {
        assertThat(wrongFields(draft("name", "a".repeat(63)))).isEmpty();
        assertThat(wrongFields(draft("name", "a".repeat(64)))).containsExactly("name");
        assertThat(wrongFields(draft("name", "größe"))).containsExactly("name");
    }

    @Test
    void all_that_is_wrong_is_told_at_once_and_no_password_is_repeated() {
        var draft = Drafting.empty()
                .with("port", 0)
                .with("provider", "x")
                .with("role", "x")
                .with("tlsMode", "x")
                .with("credentials", "hunter2")
                .with("replicationCredentials", "hunter2")
                .with("iamRoleArn", "x")
                .draft();

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
        assertThat(draft.toString()).doesNotContain("hunter2");
    }

    @Test
    void lists_and_tags_without_usable_values_are_refused() {
        var draft = Drafting.minimal()
                .with("subnetIds", Arrays.asList("subnet-1", null))
                .with("securityGroupIds", List.of("sg\0"))
                .with("tags", Collections.singletonMap("team", null))
                .draft();

        assertThat(wrongFields(draft)).containsExactly("subnetIds", "securityGroupIds", "tags");
    }

    @Test
    void what_is_left_out_has_a_default() {
        DatabaseSpec spec = spec(Drafting.minimal());

        assertThat(spec.hosts()).isEqualTo(Hosts.only(new Endpoint("db-1", 5432)));
        assertThat(spec.provider()).isEqualTo(Provider.SELF_HOSTED);
        assertThat(spec.role()).isEqualTo(DeclaredRole.PRIMARY);
        assertThat(spec.tls()).isEqualTo(Tls.of(TlsMode.PREFER));
        assertThat(spec.access()).isEqualTo(Access.by(CredentialReference.parse("file:orders")));
        assertThat(spec.network()).isEqualTo(Network.UNSAID);
        assertThat(spec.tags()).isEmpty();
    }

    @Test
    void alternate_hosts_have_the_usual_port_unless_they_name_another() {
        DatabaseSpec spec = spec(Drafting.minimal()
                .with("port", 6432)
                .with("alternateHosts", List.of("DB-2", "db-3:5433", "[2001:db8::1]:5434", "2001:db8::2"))
                .with("targetSessionAttrs", "prefer-standby"));

        assertThat(spec.hosts().all())
                .extracting(Endpoint::toString)
                .containsExactly("db-1:6432", "db-2:6432", "db-3:5433", "[2001:db8::1]:5434", "[2001:db8::2]:6432");
        assertThat(spec.hosts().target()).isEqualTo(TargetSession.PREFER_STANDBY);
    }

    @Test
    void authorities_are_those_of_the_provider_unless_others_are_named() {
        assertThat(spec(Drafting.minimal()).tls().authorities()).isEqualTo(new TlsAuthorities.OfProvider());
        assertThat(spec(Drafting.minimal().with("tlsCa", "system")).tls().authorities())
                .isEqualTo(new TlsAuthorities.OfSystem());
        assertThat(spec(Drafting.minimal().with("tlsCa", "rds")).tls().authorities())
                .isEqualTo(new TlsAuthorities.OfRds());
    }

    @Test
    void a_token_goes_over_TLS_and_unless_said_otherwise_to_who_has_proved_who_they_are() {
        Drafting byToken = Drafting.minimal().with("credentials", "rds-iam:monitor");

        assertThat(spec(byToken).tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
        assertThat(spec(byToken.with("tlsMode", "require")).tls().mode()).isEqualTo(TlsMode.REQUIRE);
        assertThat(wrongFields(byToken.with("tlsMode", "prefer").draft())).containsExactly("tlsMode");
        assertThat(wrongFields(byToken.with("tlsMode", "disable").draft())).containsExactly("tlsMode");
    }

    @Test
    void an_external_id_goes_with_its_role_and_the_host_of_the_secret_with_the_credential() {
        DatabaseSpec spec = spec(Drafting.minimal()
                .with("iamRoleArn", "arn:aws:iam::123456789012:role/pgrm")
                .with("iamExternalId", "from-us")
                .with("credentialsHost", "db-0")
                .with("awsRegion", "eu-west-1"));

        assertThat(spec.access().iamRole()).isEqualTo(new IamRole("arn:aws:iam::123456789012:role/pgrm", "from-us"));
        assertThat(spec.access().credentialsHost()).isEqualTo("db-0");
        assertThat(spec.awsRegion()).isEqualTo("eu-west-1");
    }

    @Test
    void the_region_is_that_of_the_host_unless_one_is_named() {
        Drafting rds = Drafting.minimal().with("host", "orders.c9abc.eu-central-1.rds.amazonaws.com");

        assertThat(spec(rds).awsRegion()).isEqualTo("eu-central-1");
        assertThat(spec(rds.with("awsRegion", "us-east-1")).awsRegion()).isEqualTo("us-east-1");
        assertThat(spec(Drafting.minimal()).awsRegion()).isNull();
    }

    @Test
    void the_way_back_leads_to_the_same() {
        DatabaseSpec spec = spec(Drafting.minimal()
                .with("port", 6432)
                .with("alternateHosts", List.of("db-2", "[2001:db8::1]:5434"))
                .with("targetSessionAttrs", "read-write")
                .with("environment", "production")
                .with("provider", "aws")
                .with("role", "replica")
                .with("tlsMode", "verify-ca")
                .with("tlsCa", "system")
                .with("credentials", "ssm:/orders")
                .with("credentialsHost", "db-0")
                .with("replicationCredentials", "env:REPLICATOR")
                .with("iamRoleArn", "arn:aws:iam::123456789012:role/pgrm")
                .with("iamExternalId", "from-us")
                .with("awsRegion", "eu-west-1")
                .with("vpcId", "vpc-1")
                .with("subnetIds", List.of("subnet-1"))
                .with("securityGroupIds", List.of("sg-1"))
                .with("tags", Map.of("team", "orders"))
                .with("notes", "Ask first."));

        assertThat(DatabaseDraft.of(spec).check()).isEqualTo(new Checked.Accepted(spec));
        assertThat(DatabaseDraft.of(spec(Drafting.minimal())).check())
                .isEqualTo(new Checked.Accepted(spec(Drafting.minimal())));
    }

    @ParameterizedTest
    @CsvSource({
        "environment, staging, true",
        "notes, Ask first., true",
        "vpcId, vpc-1, true",
        "name, other, false",
        "host, db-2, false",
        "port, 5433, false",
        "alternateHosts, db-2, false",
        "targetSessionAttrs, primary, false",
        "database, other, false",
        "provider, aws, false",
        "role, replica, false",
        "tlsMode, require, false",
        "tlsCa, system, false",
        "credentials, file:other, false",
        "credentialsHost, db-2, false",
        "replicationCredentials, file:other, false",
        "iamRoleArn, arn:aws:iam::123456789012:role/pgrm, false",
        "awsRegion, eu-west-1, false"
    })
    void what_only_describes_is_told_from_what_leads_there(String field, String value, boolean describes) {
        DatabaseSpec before = spec(Drafting.minimal());
        DatabaseSpec after = spec(Drafting.minimal().with(field, typed(field, value)));

        assertThat(after).isNotEqualTo(before);
        assertThat(before.differsOnlyInDescription(after)).isEqualTo(describes);
    }
}
