package dev.pgrm.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.CredentialReference.SecretFile;
import dev.pgrm.domain.database.CredentialReference.SecretVariable;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    private static final SecretFile ORDERS = new SecretFile("orders");

    @TempDir
    private Path folder;

    @Test
    void a_file_that_is_replaced_is_read_anew_when_its_password_is_refused() throws IOException {
        Files.writeString(folder.resolve("orders"), json("first"));
        assertThat(find()).isEqualTo(new Lookup.Found(new Credential("monitor", "first")));
        assertThat(files().afterRefusal(ORDERS, database(ORDERS), new Credential("monitor", "first")))
                .isEmpty();

        Files.writeString(folder.resolve("orders"), json("second"));
        assertThat(files().afterRefusal(ORDERS, database(ORDERS), new Credential("monitor", "first")))
                .containsExactly(new Credential("monitor", "second"));
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed_and_one_within_it_is() throws IOException {
        Path outside = Files.createTempFile("outside", ".json");
        Files.writeString(outside, json("outside"));
        Files.createSymbolicLink(folder.resolve("orders"), outside);
        assertThat(code(find())).isEqualTo("secret_not_found");
        Files.delete(folder.resolve("orders"));
        Files.delete(outside);

        Files.createDirectory(folder.resolve("..data"));
        Files.writeString(folder.resolve("..data").resolve("orders"), json("mounted"));
        Files.createSymbolicLink(folder.resolve("orders"), Path.of("..data", "orders"));
        assertThat(find()).isEqualTo(new Lookup.Found(new Credential("monitor", "mounted")));
    }

    @Test
    void what_is_missing_or_no_plain_file_is_told_with_a_remedy() throws IOException {
        assertThat(code(find())).isEqualTo("secret_not_found");
        Files.createDirectory(folder.resolve("orders"));
        assertThat(code(find())).isEqualTo("secret_not_found");
    }

    @Test
    void bytes_that_are_no_text_are_told_without_showing_them() throws IOException {
        Files.write(folder.resolve("orders"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(code(find())).isEqualTo("secret_file_unreadable");
    }

    @Test
    void without_a_folder_files_are_forbidden() {
        var forbidden = new SecretFiles(null, new JsonSecretForm());
        assertThat(code(forbidden.find(ORDERS, database(ORDERS)))).isEqualTo("secret_files_forbidden");
    }

    @Test
    void a_variable_is_reached_by_its_prefix_alone() {
        var variables = new SecretVariables(
                Map.of("PGRM_SECRET_ORDERS", json("first"), "AUTH_KEY", json("other")), new JsonSecretForm());
        var orders = new SecretVariable("ORDERS");
        assertThat(variables.find(orders, database(orders)))
                .isEqualTo(new Lookup.Found(new Credential("monitor", "first")));
        var key = new SecretVariable("AUTH_KEY");
        assertThat(code(variables.find(key, database(key)))).isEqualTo("secret_not_found");
    }

    private SecretFiles files() {
        return new SecretFiles(folder, new JsonSecretForm());
    }

    private Lookup find() {
        return files().find(ORDERS, database(ORDERS));
    }

    private static String code(Lookup lookup) {
        return ((Lookup.NotFound) lookup).trouble().code();
    }

    private static String json(String password) {
        return "{\"username\": \"monitor\", \"password\": \"" + password + "\"}";
    }

    private static DatabaseSpec database(CredentialReference reference) {
        return new DatabaseSpec(
                "orders",
                Hosts.only(new Endpoint("orders.internal", 5432)),
                "shop",
                null,
                Provider.SELF_HOSTED,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.REQUIRE),
                Access.by(reference),
                Network.UNSAID,
                Map.of(),
                null);
    }
}
