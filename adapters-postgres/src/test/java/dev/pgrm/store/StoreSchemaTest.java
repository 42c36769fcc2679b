package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.AtOnce;
import dev.pgrm.application.AtOnce.End;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.devkit.postgres.Database;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class StoreSchemaTest {
    private final Database database = StoreServer.freshDatabase();
    private final StoreSettings settings = StoreServer.settings(database);

    @Test
    void several_processes_may_start_at_once() throws InterruptedException {
        List<End<Boolean>> ends = AtOnce.run(4, i -> {
            schema(settings.url(), settings.password()).migrate();
            return true;
        });

        assertThat(ends).extracting(End::failure).containsOnlyNulls();
        assertThat(database.value("select count(*) from flyway_schema_history")).isEqualTo("8");
    }

    @Test
    void every_table_says_what_it_is_for() {
        schema(settings.url(), settings.password()).migrate();

        assertThat(database.query(
                        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
                                + " and relname <> 'flyway_schema_history' and obj_description(oid) is null"))
                .isEmpty();
    }

    @Test
    void lives_in_the_schema_that_the_url_names() {
        schema(settings.url() + "?currentSchema=pgrm", settings.password()).migrate();

        assertThat(database.value("select to_regclass('pgrm.registered_database') is not null"))
                .isEqualTo("t");
    }

    @Test
    void leaves_a_schema_alone_that_holds_something_else() {
        database.sql("create table somebody_elses (id int)");

        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> schema(settings.url(), settings.password()).migrate())
                .withMessageContaining("of its own");
    }

    @Test
    void says_what_the_server_said_and_never_the_password() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> schema(settings.url() + "?password=hush-hush", "wrong-hush-hush")
                        .migrate())
                .withMessageContaining("password authentication failed")
                .satisfies(failure -> {
                    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                        assertThat(cause.getMessage()).doesNotContain("hush-hush");
                    }
                });
    }

    @Test
    void does_not_repeat_a_url_that_holds_a_password() {
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() ->
                        schema("jdbc:postgresql://pgrm:hush-hush@db/pgrm", "").migrate())
                .withMessageContaining("jdbc:postgresql://HOST:PORT/DATABASE")
                .withNoCause();
    }

    private StoreSchema schema(String url, String password) {
        return new StoreSchema(url, settings.user(), password);
    }
}
