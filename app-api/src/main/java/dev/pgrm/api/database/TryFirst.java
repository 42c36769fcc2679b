package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.trial.TryingConnections;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.DatabaseDraft;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;

/** Keeps what cannot be connected to from being saved by those who asked for that. */
@Singleton
final class TryFirst {
    private final TryingConnections trying;

    TryFirst(TryingConnections trying) {
        this.trying = trying;
    }

    /** Returns when the connection test passes, and refuses the request with what it found otherwise. */
    void require(Actor actor, DatabaseDraft draft) {
        ConnectionTest test = trying.test(actor, draft);
        if (!test.reaches()) {
            throw new Refusal(Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "connection_test_failed",
                            "The connection test of this database failed; nothing was saved",
                            "Correct it, or save without validate=true")
                    .with("test", ConnectionTestBody.of(test)));
        }
    }
}
