package dev.pgrm.application.trial;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connection tests on somebody's request. A worker makes them, since this program holds no credential of a database. */
public final class TryingConnections {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Registration registration;
    private final AskWorker workers;
    private final Authorization authorization;

    public TryingConnections(Registration registration, AskWorker workers, Authorization authorization) {
        this.registration = registration;
        this.workers = workers;
        this.authorization = authorization;
    }

    /** One that is registered: its secret goes where it has always gone. */
    public ConnectionTest test(Actor actor, DatabaseId id) {
        authorization.require(actor, Act.OPERATE);
        Database database = registration.get(actor, id);
        return test(database.spec(), database.serverId());
    }

    /** One that is not: an administrator's act, since it sends a secret to a host that nobody has vouched for. */
    public ConnectionTest test(Actor actor, DatabaseDraft draft) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        return test(Registration.accepted(draft), null);
    }

    private ConnectionTest test(DatabaseSpec database, @Nullable ServerId server) {
        return workers.ask(server, new Question.TestConnection(database), Answer.Tested.class, DEADLINE)
                .test();
    }
}
