package dev.pgrm.json.list;

import static dev.pgrm.json.list.Lists.LISTS;
import static dev.pgrm.json.list.Lists.rows;
import static dev.pgrm.json.list.Lists.spec;
import static dev.pgrm.json.list.Lists.whyNot;
import static dev.pgrm.json.list.Lists.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.DatabaseLists;
import dev.pgrm.application.database.DatabaseLists.Form;
import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.application.database.Specs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnFormTest {
    @Test
    void is_written_in_the_order_of_the_fields_without_what_has_no_value() {
        assertThat(LISTS.write(Form.YAML, List.of(Specs.on("db-1", "orders"), Specs.complete("stock"))))
                .isEqualTo("""
                        databases:
                        - name: orders
                          host: db-1
                          port: 5432
                          targetSessionAttrs: any
                          database: orders
                          provider: self-hosted
                          role: primary
                          tlsMode: prefer
                          credentials: file:orders
                        - name: stock
                          host: db-1.example.com
                          port: 6432
                          alternateHosts:
                          - db-2.example.com:6433
                          - '[2001:db8::1]:5432'
                          targetSessionAttrs: read-write
                          database: Orders of 'today'
                          environment: production
                          provider: aws
                          role: replica
                          tlsMode: verify-full
                          tlsCa: rds
                          credentials: arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders-AbCdEf
                          credentialsHost: db-0.example.com
                          replicationCredentials: ssm:/orders/replication
                          iamRoleArn: arn:aws:iam::123456789012:role/pgrm
                          iamExternalId: from-us
                          awsRegion: eu-west-1
                          vpcId: vpc-1
                          subnetIds:
                          - subnet-b
                          - subnet-a
                          securityGroupIds:
                          - sg-1
                          tags:
                            a "quoted" key: 'and: {value}'
                            team: orders
                          notes: |-
                            Ask before you stop it.
                            Really.
                        """);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"JSON", "YAML"})
    void is_read_as_it_was_written(Form form) {
        var specs = List.of(Specs.complete("stock"), Specs.on("db-1", "orders"));

        assertThat(rows(form, LISTS.write(form, specs))).map(Lists::spec).isEqualTo(specs);
        assertThat(rows(form, "\uFEFF" + LISTS.write(form, specs))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"JSON", "YAML"})
    void a_list_of_nothing_is_a_list(Form form) {
        assertThat(rows(form, "{\"databases\": []}")).isEmpty();
    }

    @Test
    void unquoted_words_of_YAML_are_texts() {
        ListedDatabase row = rows(Form.YAML, """
                        databases:
                          - name: on
                            host: 10.1
                            port: 6432
                            database: 0123
                            environment: no
                            credentials: file:x
                            vpcId: ~
                            tags: {since: 2026-11-21, ratio: 1e3}
                        """).getFirst();

        assertThat(spec(row).name()).isEqualTo("on");
        assertThat(spec(row).endpoint()).hasToString("10.1:6432");
        assertThat(spec(row).database()).isEqualTo("0123");
        assertThat(spec(row).environment()).isEqualTo("no");
        assertThat(spec(row).network().vpcId()).isNull();
        assertThat(spec(row).tags()).isEqualTo(Map.of("since", "2026-11-21", "ratio", "1e3"));
    }

    @Test
    void databases_may_share_what_they_have_in_common() {
        List<ListedDatabase> rows = rows(Form.YAML, """
                        databases:
                          - &first
                            name: a
                            host: db-1
                            database: a
                            credentials: file:a
                            tags: &tags {team: orders}
                          - {<<: *first, name: b}
                          - {name: c, host: db-2, database: c, credentials: file:c, tags: *tags}
                        """);

        assertThat(rows)
                .map(Lists::spec)
                .extracting(spec -> spec.endpoint().host())
                .containsExactly("db-1", "db-1", "db-2");
        assertThat(rows)
                .map(Lists::spec)
                .extracting(spec -> spec.tags().get("team"))
                .containsOnly("orders");
    }

    @Test
    void a_field_that_there_is_not_is_refused_by_name() {
        ListedDatabase row = rows(Form.JSON, """
                        {"databases": [{"name": "a", "hosts": "db-1", "id": 7, "Port": 1}]}""").getFirst();

        assertThat(wrongFields(row)).containsExactly("hosts", "id", "Port");
        assertThat(row.draft().name()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "Password", "replicationPassword", "passfile", "pwd"})
    void a_password_is_refused_and_not_repeated(String field) {
        ListedDatabase row = rows(
                        Form.JSON,
                        "{\"databases\": [{\"name\": \"a\", \"FIELD\": \"hunter2\"}]}".replace("FIELD", field))
                .getFirst();

        assertThat(row.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).contains("password").doesNotContain("hunter2");
        });
        assertThat(row.toString()).doesNotContain("hunter2");
    }

    @Test
    void values_of_another_kind_are_refused_by_their_field() {
        ListedDatabase row = rows(Form.JSON, """
                        {"databases": [{"name": 1, "port": "x", "alternateHosts": "db-2", "subnetIds": [1],
                        "securityGroupIds": [null], "tags": ["a"], "notes": {"a": "b"}}]}""").getFirst();

        assertThat(wrongFields(row))
                .containsExactly("name", "port", "alternateHosts", "subnetIds", "securityGroupIds", "tags", "notes");
    }

    @Test
    void what_is_no_database_is_refused_by_its_row() {
        List<ListedDatabase> rows = rows(Form.JSON, "{\"databases\": [{\"name\": \"a\"}, null, \"hunter2\", 3]}");

        assertThat(rows).map(ListedDatabase::row).containsExactly(1, 2, 3, 4);
        assertThat(rows)
                .map(Lists::wrongFields)
                .containsExactly(List.of(), List.of("databases"), List.of("databases"), List.of("databases"));
        assertThat(rows.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "[]",
                "{}",
                "null",
                "{\"databases\": {}}",
                "{\"databases\": null}",
                "{\"databases\": [], \"hunter2\": 1}",
                "{\"databases\": [{\"name\": \"hunter2\", \"name\": \"b\"}]}",
                "{\"databases\": [\"hunter2]}",
                "{\"databases\": []} hunter2"
            })
    void what_is_no_list_is_told_as_such_and_not_repeated(String text) {
        assertThat(whyNot(Form.JSON, text)).isNotBlank().doesNotContain("hunter2");
        assertThat(whyNot(Form.YAML, text)).isNotBlank().doesNotContain("hunter2");
    }

    @Test
    void tells_the_line_that_cannot_be_read() {
        assertThat(whyNot(Form.JSON, "{\n  \"databases\": [}\n")).contains("line 2");
        assertThat(whyNot(Form.YAML, "databases:\n  - name: [\n")).contains("line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "databases: [!!javax.script.ScriptEngineManager [x]]",
                "databases: !unheard []",
                "a: 1\n---\nb: 2",
                "? [a, b]\n: c",
                "databases: []\n? {a: b}\n: c"
            })
    void YAML_makes_nothing_but_lists_and_texts(String text) {
        assertThat(whyNot(Form.YAML, text)).isNotBlank();
    }

    @Test
    void a_list_is_not_endless() {
        String row = "{\"name\": \"a\"},";
        String many = "{\"databases\": [" + row.repeat(DatabaseLists.MOST_ROWS) + "{}]}";

        assertThat(whyNot(Form.JSON, many)).contains("10000");
        assertThat(whyNot(Form.YAML, many)).contains("10000");
    }

    @Test
    void a_nest_of_aliases_bursts_nothing() {
        var bomb = new StringBuilder("databases:\n- &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("- &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ", ").repeat(10))
                    .append("]\n");
        }
        List<ListedDatabase> rows = rows(Form.YAML, bomb + "- {name: *a11, tags: *a11, subnetIds: *a11}\n");

        assertThat(rows).hasSize(13).noneMatch(row -> row.violations().isEmpty());
        assertThat(whyNot(Form.YAML, bomb + "- ? *a11\n  : key\n")).contains("key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!int geheim",
                "!!float geheim",
                "!!bool geheim",
                "!!timestamp geheim",
                "!!binary geheim",
                "!!str [geheim]",
                "!!map [geheim]",
                "!!seq {geheim: geheim}",
                "!!java.net.URL [geheim]",
                "!own geheim",
                "{!!int geheim: geheim}",
            })
    void what_claims_to_be_of_a_type_is_not_even_read(String value) {
        assertThat(whyNot(Form.YAML, "databases:\n- name: orders\n  port: " + value))
                .contains("line 3")
                .doesNotContain("geheim");
    }

    @Test
    void too_many_aliases_and_too_deep_nests_are_refused() {
        assertThat(whyNot(Form.YAML, "databases:\n- &a {}\n" + "- *a\n".repeat(10_001)))
                .contains("aliases");
        assertThat(whyNot(Form.YAML, "databases: " + "[".repeat(200) + "]".repeat(200)))
                .isNotBlank();
        assertThat(whyNot(Form.JSON, "{\"databases\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}"))
                .isNotBlank();
        assertThat(whyNot(Form.YAML, "databases: &a [*a]\n? *a\n: b")).isNotBlank();
    }
}
