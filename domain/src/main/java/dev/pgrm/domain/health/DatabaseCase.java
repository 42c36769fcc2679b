package dev.pgrm.domain.health;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.Seen;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A registered database to be judged.
 *
 * @param facts none while it cannot be seen
 * @param trouble why it cannot be seen
 * @param subscribes whether a stream ends at it
 */
public record DatabaseCase(
        String name,
        DeclaredRole declared,
        @Nullable Seen server,
        @Nullable DatabaseFacts facts,
        @Nullable Trouble trouble,
        boolean subscribes) {
    public Health health() {
        if (trouble != null) {
            return Unreachable.health("Database " + name, trouble);
        }
        if (server == null || facts == null) {
            return Health.UNKNOWN;
        }
        var found = new ArrayList<Diagnosis>();
        RoleChecks.look(this, server, facts, found::add);
        IdentityChecks.look(name, server, facts, found::add);
        return Diagnosis.health(true, found);
    }
}
