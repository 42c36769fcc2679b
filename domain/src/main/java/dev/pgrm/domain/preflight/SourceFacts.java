package dev.pgrm.domain.preflight;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * @param tls how we ourselves reach it
 * @param publication the one of that name, if there is one
 * @param slotTaken there is a slot of the name that is asked for
 * @param schemas those that exist of the ones asked for
 * @param prepared transactions that wait for the second phase of their commit
 * @param waits transactions that a new slot has to wait for
 */
public record SourceFacts(
        EndFacts end,
        TlsMode tls,
        @Nullable Published publication,
        boolean slotTaken,
        Replicator replicator,
        List<String> schemas,
        int prepared,
        List<LongTransaction> waits,
        List<SourceTable> tables,
        Unreplicated unreplicated) {

    public SourceFacts {
        schemas = List.copyOf(schemas);
        waits = List.copyOf(waits);
        tables = List.copyOf(tables);
    }

    public SourceFacts with(List<SourceTable> relations, Unreplicated beside) {
        return new SourceFacts(
                end, tls, publication, slotTaken, replicator, schemas, prepared, waits, relations, beside);
    }

    /** @param why the account that replicates was not let in */
    public SourceFacts refusing(Trouble why) {
        return new SourceFacts(
                end,
                tls,
                publication,
                slotTaken,
                replicator.refusedFor(why),
                schemas,
                prepared,
                waits,
                tables,
                unreplicated);
    }

    /** A publication that is there. */
    public record Published(Set<DataChange> operations, boolean viaRoot) {
        public Published {
            operations = Set.copyOf(operations);
        }
    }

    public record LongTransaction(int pid, String user, Duration age) {}

    /**
     * As whom the target's server signs in.
     *
     * @param role none when its credential is not to be had
     * @param refused why we were not let in as that account
     */
    public record Replicator(
            @Nullable String role,
            boolean exists,
            boolean signsIn,
            boolean replicates,
            boolean connects,
            @Nullable Trouble refused) {

        Replicator refusedFor(Trouble why) {
            return new Replicator(role, exists, signsIn, replicates, connects, why);
        }

        /** As far as the server's catalogs tell. */
        public boolean may() {
            return role != null && exists && signsIn && replicates && connects;
        }
    }

    /** What lies in the schemas of the tables, or in the database, and is not replicated; some of each by name. */
    public record Unreplicated(Some sequences, Some unlogged, Some materializedViews, long largeObjects) {
        public static final Unreplicated UNKNOWN = new Unreplicated(Some.NONE, Some.NONE, Some.NONE, 0);
    }

    public record Some(long count, List<String> names) {
        public static final Some NONE = new Some(0, List.of());

        public Some {
            names = List.copyOf(names);
        }

        @Override
        public String toString() {
            return String.join(", ", names) + (count > names.size() ? " and " + (count - names.size()) + " more" : "");
        }
    }
}
