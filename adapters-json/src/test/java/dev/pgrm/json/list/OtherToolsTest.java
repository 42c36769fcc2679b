package dev.pgrm.json.list;

import static dev.pgrm.json.list.Lists.rows;
import static dev.pgrm.json.list.Lists.spec;
import static dev.pgrm.json.list.Lists.whyNot;
import static dev.pgrm.json.list.Lists.wrongFields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.DatabaseLists.Form;
import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TargetSession;
import dev.pgrm.domain.database.TlsAuthorities;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherToolsTest {
    private static DatabaseSpec accepted(ListedDatabase row) {
        return spec(row.withCredentials("file:{user}"));
    }

    private static ListedDatabase service(String parameters) {
        return rows(Form.SERVICE_FILE, "[orders]\nuser=ada\ndbname=orders\n" + parameters.replace(";", "\n"))
                .getFirst();
    }

    @Test
    void a_service_file_has_a_database_for_each_section() {
        List<ListedDatabase> rows = rows(Form.SERVICE_FILE, """
                        # the shop
                        [orders]
                        host=db-1.internal
                        port = 6432
                        dbname=shop
                        user=ada
                        sslmode=verify-full
                        sslrootcert=system
                        target_session_attrs=read-write
                        connect_timeout=10
                        application_name=psql

                        [stock]
                        host=db-2.internal
                        user=bob
                        """);

        assertThat(rows).extracting(ListedDatabase::user).containsExactly("ada", "bob");
        DatabaseSpec orders = accepted(rows.getFirst());
        assertThat(orders.name()).isEqualTo("orders");
        assertThat(orders.endpoint()).isEqualTo(new Endpoint("db-1.internal", 6432));
        assertThat(orders.database()).isEqualTo("shop");
        assertThat(orders.tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
        assertThat(orders.tls().authorities()).isEqualTo(new TlsAuthorities.OfSystem());
        assertThat(orders.hosts().target()).isEqualTo(TargetSession.READ_WRITE);
        assertThat(orders.access().credentials().text()).isEqualTo("file:ada");
        assertThat(accepted(rows.getLast()).database())
                .as("as libpq has it, that of the user")
                .isEqualTo("bob");
    }

    @Test
    void several_hosts_are_alternates() {
        assertThat(accepted(service("host=db-1,db-2,2001:db8::1;port=5432,5433,5434"))
                        .hosts()
                        .all())
                .extracting(Endpoint::toString)
                .containsExactly("db-1:5432", "db-2:5433", "[2001:db8::1]:5434");
        assertThat(accepted(service("host=db-1, db-2;port=6432")).hosts().all())
                .extracting(Endpoint::toString)
                .containsExactly("db-1:6432", "db-2:6432");
        assertThat(accepted(service("hostaddr=10.0.0.1")).endpoint()).hasToString("10.0.0.1:5432");
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=hunter2", "passfile=hunter2", "sslpassword=hunter2"})
    void passwords_are_refused_and_not_repeated(String parameter) {
        ListedDatabase row = service("host=db-1;" + parameter);

        assertThat(wrongFields(row)).containsExactly(parameter.substring(0, parameter.indexOf('=')));
        assertThat(row.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "host=db-1;port=x, port",
        "host=db-1;sslmode=verify-ca;sslrootcert=/home/ada/ca.pem, sslrootcert",
    })
    void what_cannot_be_taken_over_is_refused_by_its_parameter(String parameters, String field) {
        assertThat(wrongFields(service(parameters))).containsExactly(field);
    }

    @Test
    void the_authorities_of_Amazon_are_known_by_their_file() {
        DatabaseSpec spec = accepted(service("host=orders.c9abc.eu-central-1.rds.amazonaws.com;sslmode=verify-full"
                + ";sslrootcert=/etc/ssl/global-bundle.pem"));

        assertThat(spec.tls().authorities()).isEqualTo(new TlsAuthorities.OfRds());
        assertThat(spec.provider()).isEqualTo(Provider.AWS);
    }

    @Test
    void where_nothing_is_verified_a_file_of_authorities_does_not_matter_and_allow_is_the_usual() {
        DatabaseSpec spec = accepted(service("host=db-1;sslmode=allow;sslrootcert=/home/ada/ca.pem"));

        assertThat(spec.tls().mode()).isEqualTo(TlsMode.PREFER);
        assertThat(spec.tls().authorities()).isEqualTo(new TlsAuthorities.OfProvider());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "host=hunter2", "[orders]\nhunter2", "hunter2"})
    void what_is_no_service_file_is_told_as_such(String text) {
        assertThat(whyNot(Form.SERVICE_FILE, text)).isNotBlank().doesNotContain("hunter2");
    }

    @Test
    void the_servers_of_pgAdmin_are_recognised() {
        List<ListedDatabase> rows = rows(Form.JSON, """
                        {"Servers": {
                          "1": {"Name": "Orders DB", "Group": "production", "Host": "db-1.internal", "Port": 6432,
                                "MaintenanceDB": "shop", "Username": "ada", "Role": "", "SSLMode": "require",
                                "Comment": "Ask first.", "UseSSHTunnel": 0, "TunnelPort": "22"},
                          "2": {"Name": "stock", "Group": "Servers", "Port": 5432, "MaintenanceDB": "postgres",
                                "Username": "bob", "KerberosAuthentication": false,
                                "ConnectionParameters": {"host": "db-2.internal", "sslmode": "prefer", "connect_timeout": 10,
                                "sslcert": "<STORAGE_DIR>/.postgresql/postgresql.crt"}}}}""");

        DatabaseSpec orders = accepted(rows.getFirst());
        assertThat(orders.name()).isEqualTo("Orders DB");
        assertThat(orders.environment()).isEqualTo("production");
        assertThat(orders.endpoint()).isEqualTo(new Endpoint("db-1.internal", 6432));
        assertThat(orders.database()).isEqualTo("shop");
        assertThat(orders.tls().mode()).isEqualTo(TlsMode.REQUIRE);
        assertThat(orders.notes()).isEqualTo("Ask first.");
        assertThat(orders.access().credentials().text()).isEqualTo("file:ada");
        assertThat(accepted(rows.getLast()).endpoint()).hasToString("db-2.internal:5432");
    }

    @Test
    void passwords_of_pgAdmin_are_refused_wherever_they_stand() {
        List<ListedDatabase> rows = rows(Form.JSON, """
                        {"Servers": {"1": {"Name": "a", "Password": "hunter2"},
                        "2": {"Name": "b", "ConnectionParameters": {"passfile": "hunter2"}}, "3": "hunter2"}}""");

        assertThat(rows).map(Lists::wrongFields).startsWith(List.of("Password"), List.of("passfile"));
        assertThat(rows.toString()).doesNotContain("hunter2");
    }
}
