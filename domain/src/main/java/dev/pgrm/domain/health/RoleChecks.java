package dev.pgrm.domain.health;

import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.Seen;
import java.util.function.Consumer;

/** Whether a database is what it was registered as, and what its role brings with it. */
final class RoleChecks {
    private RoleChecks() {}

    static void look(DatabaseCase database, Seen server, DatabaseFacts facts, Consumer<Diagnosis> found) {
        boolean inRecovery = server.server().identity().inRecovery();
        String name = database.name();
        if (database.declared() == DeclaredRole.PRIMARY && inRecovery) {
            found.accept(Diagnosis.warning(
                    "role_mismatch",
                    name + " is registered as primary, and its server is a standby",
                    "Register it as replica, or see whether it should have been promoted"));
        } else if (database.declared() == DeclaredRole.PRIMARY && database.subscribes()) {
            found.accept(Diagnosis.note(
                    "role_mismatch",
                    name + " is registered as primary, and a stream brings it the changes of another database",
                    "Register it as replica if it is one: that decides where migrations run"));
        } else if (database.declared() == DeclaredRole.REPLICA && !inRecovery && !database.subscribes()) {
            found.accept(Diagnosis.warning(
                    "role_mismatch",
                    name + " is registered as replica, and no stream brings it anything",
                    "Register it as primary if it is one, or create the stream that it lacks"));
        }
        if (inRecovery && !facts.subscriptions().isEmpty()) {
            found.accept(Diagnosis.note(
                    "subscriptions_of_primary",
                    Spoken.count(facts.subscriptions().size(), "subscription") + " in the catalog of " + name
                            + " belong to its primary: a standby shows them and runs none",
                    "Nothing; they run here once this standby is promoted"));
        } else if (database.subscribes()) {
            found.accept(Diagnosis.note(
                    "sequences_not_replicated",
                    "Sequences do not come over with the changes: those of " + name + " stay where they are",
                    "Before it takes writes, set each with setval to what the source has, and some more"));
        }
    }
}
