package dev.pgrm.fleet.stream;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.application.stream.KeptConnection;
import dev.pgrm.application.stream.KeptConnections;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.stream.SubscriptionId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Remembers which connection a subscription was given. A store that is away is waited for. */
record Remembering(KeptConnections kept, Clock clock) {
    /** @param credential none where it is not known which one stands in it */
    void keep(
            DatabaseId target,
            long subscription,
            DatabaseId source,
            Endpoint sourceAddress,
            Conninfo way,
            @Nullable Credential credential,
            Telling telling)
            throws Setback {
        var holder = new SubscriptionId(target, new Oid(subscription));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        KeptConnection connection = credential == null
                ? new KeptConnection(holder, source, sourceAddress, way, null, now)
                : KeptConnection.with(holder, source, sourceAddress, way, credential, now);
        stored(() -> kept.keep(connection), telling);
    }

    void forget(DatabaseId target, long subscription, Telling telling) throws Setback {
        stored(() -> kept.forget(new SubscriptionId(target, new Oid(subscription))), telling);
    }

    private static void stored(Runnable write, Telling telling) throws Setback {
        while (true) {
            try {
                write.run();
                return;
            } catch (StoreUnavailable e) {
                telling.pause();
            }
        }
    }
}
