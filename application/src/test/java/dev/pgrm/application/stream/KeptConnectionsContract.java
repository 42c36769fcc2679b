package dev.pgrm.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.stream.SubscriptionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every memory of connections keeps to. It begins empty. */
public abstract class KeptConnectionsContract {
    protected static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    protected static final Credential ACCOUNT = new Credential("replicator", "a secret");
    private static final Conninfo WAY = new Conninfo(new Endpoint("db-1", 5432), "shop", "prefer", null, null);
    private static final Endpoint PUBLIC = new Endpoint("db-1.public", 5433);
    private static final Conninfo ELSEWHERE = new Conninfo(
            new Endpoint("2001:db8::1", 6432), "Shop of \"today\"", "verify-full", "system", "/var/lib/o'pass");

    protected abstract KeptConnections kept();

    /** The id of a database that is registered. */
    protected abstract DatabaseId registered(String name);

    protected final KeptConnection connection() {
        return KeptConnection.with(
                new SubscriptionId(registered("target"), new Oid(4_000_000_000L)),
                registered("source"),
                PUBLIC,
                WAY,
                ACCOUNT,
                NOON);
    }

    @Test
    void reads_a_connection_just_as_it_was_kept() {
        KeptConnection connection = connection();
        kept().keep(connection);

        assertThat(kept().all()).containsExactly(connection);
        assertThat(kept().lock(connection.holder())).isEqualTo(connection);
    }

    @Test
    void what_is_kept_later_takes_the_place_of_what_was_kept_before() {
        KeptConnection connection = connection();
        kept().keep(connection);
        var later = new KeptConnection(
                connection.holder(), registered("another"), null, ELSEWHERE, null, NOON.plusSeconds(1));

        kept().keep(later);

        assertThat(kept().all()).containsExactly(later);
    }

    @Test
    void forgets_one_and_no_other() {
        KeptConnection connection = connection();
        var other = new KeptConnection(
                new SubscriptionId(connection.holder().target(), new Oid(1)),
                connection.source(),
                PUBLIC,
                WAY,
                null,
                NOON);
        kept().keep(connection);
        kept().keep(other);

        kept().forget(connection.holder());
        kept().forget(connection.holder());

        assertThat(kept().all()).containsExactly(other);
        assertThat(kept().lock(connection.holder())).isNull();
    }
}
