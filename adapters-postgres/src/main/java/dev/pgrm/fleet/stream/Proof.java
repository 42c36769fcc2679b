package dev.pgrm.fleet.stream;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.sql.SQLException;
import java.time.Duration;

/**
 * That a connection works, before a subscription gets it. The target's own server tries it, on its own way to the source, by a
 * subscription that is never committed: nothing is left of it, however it ends. The publication that it names need not be there.
 */
record Proof(ReconnectStream work, Ends ends, Sessions sessions, Credentials credentials) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NAME = "pgrm_try_";

    /** @return what was seen to be let in; nothing else may be put into the subscription */
    Credential ofCredential() throws Setback {
        return switch (credentials.find(ends.sourceSpec(), Account.REPLICATION)) {
            case Lookup.NotFound(var trouble) -> throw Setback.lasting(trouble);
            case Lookup.Found(var credential) -> {
                prove(credential);
                yield credential;
            }
        };
    }

    private void prove(Credential credential) throws Setback {
        try {
            subscribe(ends.target(), credential);
        } catch (Setback e) {
            if (!e.trouble().code().equals("privilege_missing")) {
                throw e;
            }
            signIn(credential);
        }
    }

    private void subscribe(DedicatedSession target, Credential credential) throws Setback {
        String name = Quoted.identifier(
                NAME + work.stream().requireSubscription().oid().value());
        OutOfLog.keep(target);
        target.execute("begin");
        Setback refused = null;
        try {
            target.execute(
                    "create subscription " + name + " connection "
                            + Quoted.literal(work.way().of(credential.username(), credential.password()))
                            + " publication " + name
                            + " with (create_slot = false, slot_name = none, enabled = false, copy_data = false)",
                    credential.password());
        } catch (Setback e) {
            refused = e;
        }
        target.execute("rollback");
        if (refused != null) {
            throw refused;
        }
    }

    /** Where our role may change the subscription, and make none. */
    private void signIn(Credential credential) throws Setback {
        if (work.way().passfile() != null) {
            return;
        }
        try {
            sessions.openToReplicate(ends.sourceSpec(), credential, Sessions.NAME, PATIENCE)
                    .close();
        } catch (Troubled e) {
            throw Setback.lasting(e.trouble());
        } catch (SQLException e) {
            throw Setback.lasting(SqlTrouble.of(e, ends.sourceSpec()));
        }
    }
}
