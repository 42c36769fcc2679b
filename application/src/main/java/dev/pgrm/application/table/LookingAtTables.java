package dev.pgrm.application.table;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;
import java.time.Duration;

/** Single tables on somebody's request. Whoever may see the database may see them. */
public final class LookingAtTables {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final Registration registration;
    private final AskWorker workers;

    public LookingAtTables(Registration registration, AskWorker workers) {
        this.registration = registration;
        this.workers = workers;
    }

    /**
     * One page of them.
     *
     * @throws Registration.Unknown when the database is not registered
     */
    public TableReading look(Actor actor, DatabaseId id, TableSearch search) {
        Database database = registration.get(actor, id);
        return workers.ask(
                        database.serverId(), new Question.ListTables(id, search), Answer.TablesListed.class, DEADLINE)
                .reading();
    }

    /**
     * One page of those that could be published.
     *
     * @throws Registration.Unknown when the database is not registered
     */
    public PublishableReading publishable(Actor actor, DatabaseId id, PublishableSearch search) {
        Database database = registration.get(actor, id);
        return workers.ask(
                        database.serverId(),
                        new Question.ListPublishable(id, search),
                        Answer.PublishableListed.class,
                        DEADLINE)
                .reading();
    }
}
