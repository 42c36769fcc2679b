package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.postgres.Endpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both forms, as libpq reads them. */
class ConnectionStringTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=db-1 port=5433 dbname=shop user=r password=x",
                "host = 'db-1' port=5433 user=r password='it\\'s ? a/b@c' dbname = 'shop'",
                "postgresql://r:x@db-1:5433/shop",
                "postgres://r:why?not@db-1:5433/shop?sslmode=require",
                "postgresql://r:a%40b%2Fc@db-1:5433/shop?application_name=x%20y",
                "postgresql://db-1:5433/shop",
                "postgresql://db-1:5433/?dbname=shop",
                "postgresql://r@db-1:5433/ignored?dbname=shop"
            })
    void tell_where_they_lead(String text) {
        var publisher = ConnectionString.publisher(text);

        assertThat(publisher.endpoints()).containsExactly(new Endpoint("db-1", 5433));
        assertThat(publisher.database()).isEqualTo("shop");
        assertThat(publisher.toString()).doesNotContain("why", "not", "it's", "a@b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://r:x@a,b:5433/shop", "host=a,b port=5432,5433 dbname=shop"})
    void of_several_hosts_each_has_its_port(String text) {
        assertThat(ConnectionString.publisher(text).endpoints())
                .containsExactly(new Endpoint("a", 5432), new Endpoint("b", 5433));
    }
}
