package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TargetSession;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.fleet.connection.SessionStart.Started;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens sessions on managed databases: on the first host that will do, bounded in every wait, and never more than there may be.
 * Every session of ours comes from here.
 */
public final class Sessions implements AutoCloseable {
    /** Under which the server's administrators see us, unless an operation has a name of its own. */
    public static final String NAME = "pgrm";

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final HostSignIn signIn;
    private final TlsTrust tls;
    private final Places places;
    private final OpenSessions open;

    public Sessions(Credentials credentials, TlsTrust tls, SessionLimits limits) {
        this.signIn = new HostSignIn(credentials, tls);
        this.tls = tls;
        this.places = new Places(limits.perDatabase());
        this.open = new OpenSessions(limits.total());
    }

    /**
     * Opens a session that only looks.
     *
     * @param purpose what the session is for, as the server's administrators will see it
     * @param patience how long the network and the server may keep silent, here and later on this session
     */
    public Connection open(DatabaseSpec database, String purpose, Duration patience) throws Troubled {
        return open(database, new SessionUse(purpose, patience, SessionUse.Kind.LOOKING));
    }

    /** Opens a session that may also write. */
    public Connection openToWrite(DatabaseSpec database, String purpose, Duration patience) throws Troubled {
        return open(database, new SessionUse(purpose, patience, SessionUse.Kind.WRITING));
    }

    /**
     * Opens a session that speaks the replication protocol, as the account that replicates. The rules of pg_hba.conf are those
     * for the database, as with every logical stream.
     */
    public Connection openToReplicate(DatabaseSpec database, String purpose, Duration patience) throws Troubled {
        return open(database, new SessionUse(purpose, patience, SessionUse.Kind.REPLICATING));
    }

    /** Likewise with just this credential, to know whether it is let in. */
    public Connection openToReplicate(DatabaseSpec database, Credential credential, String purpose, Duration patience)
            throws Troubled {
        var use = new SessionUse(purpose, patience, SessionUse.Kind.REPLICATING);
        var withIt = new HostSignIn(new NoOther(credential), tls);
        return open.counted(() -> onFirstThatServes(withIt, database, use));
    }

    private record NoOther(Credential credential) implements Credentials {
        @Override
        public Lookup find(DatabaseSpec database, Account account) {
            return new Lookup.Found(credential);
        }

        @Override
        public List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused) {
            return List.of();
        }
    }

    /** How many there are now. */
    public int number() {
        return open.number();
    }

    private Connection open(DatabaseSpec database, SessionUse use) throws Troubled {
        return open.counted(() -> onFirstThatServes(signIn, database, use));
    }

    private Connection onFirstThatServes(HostSignIn as, DatabaseSpec database, SessionUse use) throws Troubled {
        TargetSession target = database.hosts().target();
        var troubles = new HostTroubles();
        Connection secondBest = null;
        for (Endpoint host : database.hosts().all()) {
            Connection session = null;
            try {
                session = as.at(host, database, use);
                Started started = started(session, database.at(host), use);
                switch (started.standing().fits(target)) {
                    case WANTED -> {
                        end(secondBest);
                        return session;
                    }
                    case SECOND_BEST -> secondBest = secondBest == null ? session : ended(session, secondBest);
                    case UNWANTED -> {
                        end(session);
                        troubles.add(host, started.standing().mismatch(host, target));
                    }
                }
            } catch (Troubled e) {
                end(session);
                troubles.add(host, e.trouble());
            } catch (RuntimeException | Error e) {
                end(session);
                end(secondBest);
                throw e;
            }
        }
        if (secondBest != null) {
            return secondBest;
        }
        throw new Troubled(troubles.told());
    }

    /** What will not do needs no place. */
    private Started started(Connection session, DatabaseSpec there, SessionUse use) throws Troubled {
        try {
            Started started = SessionStart.of(session, there, use, places);
            boolean stays = started.standing().fits(there.hosts().target()) != Standing.Fit.UNWANTED;
            if (stays && !started.placed()) {
                places.await(session, there);
            }
            return started;
        } catch (SQLException e) {
            throw new Troubled(SqlTrouble.of(e, there));
        }
    }

    private static Connection ended(Connection session, Connection kept) {
        end(session);
        return kept;
    }

    private static void end(@Nullable Connection session) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            log.debug("A session that was given up did not close: {}", e.getMessage());
        }
    }

    /** Ends every session that is still open. */
    @Override
    public void close() {
        open.close();
    }
}
