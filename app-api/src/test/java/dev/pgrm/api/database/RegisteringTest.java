package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithApi
class RegisteringTest {
    private static final List<String> FIELDS =
            List.of(("id name host port alternateHosts targetSessionAttrs database environme"
                            + "nt provider role tlsMode tlsCa credentials credentialsHost replicationCredential"
                            + "s iamRoleArn iamExternalId awsRegion vpcId subnetIds securityGroupIds tags notes"
                            + " serverId managedBy version createdAt createdBy updatedAt updatedBy")
                    .split(" "));

    private final Visitor program = RunningApi.shared().program();
    private final String name = Databases.freshName();

    private Reply registered() {
        return program.post("/api/databases", Databases.named(name)).is(201);
    }

    @Test
    void answers_201_with_its_place_and_version() {
        Reply reply = registered();
        String id = reply.json().path("id").asText();
        assertThat(reply.header("Location")).isEqualTo("/api/databases/" + id);
        assertThat(reply.header("ETag")).isEqualTo("\"" + reply.json().path("version") + "\"");
        assertThat(program.get(reply.header("Location")).is(200).json()).isEqualTo(reply.json());
    }

    @Test
    void shows_every_field_with_its_default() {
        JsonNode database = registered().json();
        assertThat(database.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(FIELDS);
        assertThat(database.path("port").asInt()).isEqualTo(5432);
        assertThat(database.path("provider").asText()).isEqualTo("self-hosted");
        assertThat(database.path("role").asText()).isEqualTo("primary");
        assertThat(database.path("tlsMode").asText()).isEqualTo("prefer");
        assertThat(database.path("environment").isNull()).isTrue();
        assertThat(database.path("managedBy").isNull()).isTrue();
        assertThat(database.path("targetSessionAttrs").asText()).isEqualTo("any");
        assertThat(database.path("tags").isObject()).isTrue();
        assertThat(database.path("createdBy").asText()).isEqualTo("key");
    }

    @Test
    void keeps_all_that_was_said() {
        String body = """
                {"name":"%s","host":"h","port":6432,"database":"d","environment":"prod","provider":"aws","role":"replica",
                "tlsMode":"verify-full","credentials":"ssm:/a","replicationCredentials":"file:b",
                "iamRoleArn":"arn:aws:iam::123456789012:role/R","iamExternalId":"e-1","awsRegion":"eu-west-1",
                "alternateHosts":["h2:6433","[2001:db8::1]:5432"],"targetSessionAttrs":"read-write","tlsCa":"rds",
                "credentialsHost":"h0","vpcId":"vpc-1","subnetIds":["s-1","s-2"],
                "securityGroupIds":["g-1"],"tags":{"team":"Zahlungen \u00fc"},"notes":"n"}""".replace("%s", name);
        JsonNode database = program.get(
                        program.post("/api/databases", body).is(201).header("Location"))
                .json();
        JsonNode said = Reply.parse(body);
        said.fieldNames()
                .forEachRemaining(field -> assertThat(database.get(field)).isEqualTo(said.get(field)));
    }

    @Test
    void changes_against_the_version_that_was_read() {
        Reply before = registered();
        Reply after = program.with("If-Match", before.header("ETag"))
                .put(before.header("Location"), Databases.named(name, "moved.example"))
                .is(200);
        assertThat(after.json().path("host").asText()).isEqualTo("moved.example");
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(after.json().path("createdAt")).isEqualTo(before.json().path("createdAt"));
    }

    @Test
    void refuses_a_change_without_a_version() {
        String place = registered().header("Location");
        program.put(place, Databases.named(name)).problem(428, "version_needed");
        program.with("If-Match", "*").put(place, Databases.named(name)).problem(428, "version_needed");
    }

    @Test
    void refuses_a_change_against_an_older_version() {
        Reply before = registered();
        Visitor editor = program.with("If-Match", before.header("ETag"));
        editor.put(before.header("Location"), Databases.named(name, "one.example"))
                .is(200);
        editor.put(before.header("Location"), Databases.named(name, "two.example"))
                .problem(409, "version_conflict");
        assertThat(program.get(before.header("Location")).json().path("host").asText())
                .isEqualTo("one.example");
    }

    @Test
    void refuses_a_name_that_is_taken() {
        registered();
        program.post("/api/databases", Databases.named(name, "other.example")).problem(409, "name_taken");
        Reply other = program.post("/api/databases", Databases.named(Databases.freshName()))
                .is(201);
        program.with("If-Match", other.header("ETag"))
                .put(other.header("Location"), Databases.named(name, "other.example"))
                .problem(409, "name_taken");
    }

    @Test
    void writes_who_did_what_to_the_audit() {
        Reply reply = registered();
        String place = reply.header("Location");
        program.with("If-Match", reply.header("ETag"))
                .put(place, Databases.named(name, "moved.example"))
                .is(200);
        program.delete(place + "?confirm=" + name).is(204);
        assertThat(RunningApi.sharedStore()
                        .query(
                                "select actor, act from audit_entry where subject = ? order by id",
                                reply.json().path("id").asText()))
                .containsExactly(
                        List.of("key", "database.created"),
                        List.of("key", "database.changed"),
                        List.of("key", "database.removed"));
    }
}
