package dev.pgrm.fleet.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Quoted;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlSetbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "back\\slash", "'\\'\\\\''"})
    void hides_a_password_however_the_server_repeats_it(String password) {
        var way = new Conninfo(new Endpoint("db-1", 5432), "shop", "prefer", null, null);
        String conninfo = way.of("replicator", password);

        assertThat(SqlSetback.hidden("no: " + conninfo, password)).endsWith("password='***'");
        assertThat(SqlSetback.hidden("no: connection " + Quoted.literal(conninfo), password))
                .endsWith("password=''***'''");
        assertThat(SqlSetback.hidden("no: " + password, password)).isEqualTo("no: ***");
    }
}
