package dev.pgrm.domain.health;

import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.postgres.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Published tables whose rows cannot be told apart: the statements of applications fail there, not replication. */
final class IdentityChecks {
    private static final Duration RECENT = Duration.ofMinutes(15);

    private IdentityChecks() {}

    static void look(String name, Seen server, DatabaseFacts facts, Consumer<Diagnosis> found) {
        List<ReplicationMessage> refused = refused(server, facts);
        for (Publication publication : facts.publications()) {
            PublishedTables tables = publication.tables();
            boolean needs = publication.operations().contains(DataChange.UPDATE)
                    || publication.operations().contains(DataChange.DELETE);
            if (tables != null && needs && tables.withoutIdentity() > 0) {
                found.accept(without(name, publication, tables));
            }
        }
        if (!refused.isEmpty()) {
            ReplicationMessage last = refused.getLast();
            found.accept(Diagnosis.critical(
                            "writes_refused",
                            "Statements fail on " + name + ", since a published table has no replica identity ("
                                    + Spoken.count(refused.size(), "time") + " within 15 minutes). The log says: "
                                    + Wording.of(last.entry()),
                            last.relation() == null
                                    ? "Give that table a primary key, or REPLICA IDENTITY FULL"
                                    : full(Quoted.relation(last.relation())))
                    .since(refused.getFirst().entry().at()));
        }
    }

    private static List<ReplicationMessage> refused(Seen server, DatabaseFacts facts) {
        Instant from = server.at().minus(RECENT);
        return server.log().recent().stream()
                .filter(each -> MessageCode.of(each.code()) == MessageCode.IDENTITY_MISSING)
                .filter(each -> each.entry().at().isAfter(from))
                .filter(each -> each.entry().database() == null
                        || facts.name().equals(each.entry().database()))
                .toList();
    }

    private static Diagnosis without(String name, Publication publication, PublishedTables tables) {
        boolean one = tables.withoutIdentity() == 1;
        return Diagnosis.warning(
                "identity_missing",
                Spoken.count(tables.withoutIdentity(), "table") + " that publication " + publication.name() + " of "
                        + name
                        + " publishes " + (one ? "has" : "have") + " no replica identity ("
                        + Spoken.few(tables.someWithoutIdentity()) + "): UPDATE and DELETE fail there",
                tables.someWithoutIdentity().isEmpty()
                        ? "Give each a primary key, or REPLICA IDENTITY FULL"
                        : tables.someWithoutIdentity().stream()
                                .limit(5)
                                .map(table -> full(Quoted.table(table)))
                                .collect(Collectors.joining(" ")));
    }

    private static String full(String table) {
        return "Add a primary key, or: alter table " + table + " replica identity full;";
    }
}
