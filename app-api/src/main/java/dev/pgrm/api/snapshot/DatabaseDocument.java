package dev.pgrm.api.snapshot;

import dev.pgrm.api.health.HealthBody;
import dev.pgrm.api.snapshot.FactsDocument.TroubleDocument;
import dev.pgrm.api.stream.SubscriptionBody;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.PublishedTables.SizedTable;
import dev.pgrm.domain.topology.Topology.Node;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A database, registered or drawn from the other side of a stream.
 *
 * @param publications as last seen; null where they never were
 * @param subscriptions the same
 */
@Serdeable
record DatabaseDocument(
        UUID id,
        String name,
        @Nullable String database,
        String status,
        boolean stale,
        @Nullable TroubleDocument error,
        HealthBody health,
        @Nullable List<PublicationDocument> publications,
        @Nullable List<SubscriptionBody> subscriptions) {

    /**
     * A publication.
     *
     * @param tables summed up, and counted about once a minute; null until then
     */
    @Serdeable
    record PublicationDocument(
            String name,
            boolean allTables,
            List<String> schemas,
            List<String> operations,
            boolean viaPartitionRoot,
            @Nullable PublishedDocument tables) {
        static PublicationDocument of(Publication publication) {
            return new PublicationDocument(
                    publication.name().value(),
                    publication.allTables(),
                    publication.schemas(),
                    publication.operations().stream().map(Words::of).sorted().toList(),
                    publication.viaRoot(),
                    PublishedDocument.of(publication.tables()));
        }
    }

    /** What a publication publishes; how many of the tables have row filters, column lists, no usable replica identity,
     * and rows that row-level security hides from a role that reads them. */
    @Serdeable
    record PublishedDocument(
            int count,
            long bytes,
            int filtered,
            int columnLists,
            int withoutIdentity,
            List<String> someWithoutIdentity,
            int hiddenRows,
            List<String> someHiddenRows,
            List<SizedDocument> largest) {
        static @Nullable PublishedDocument of(@Nullable PublishedTables tables) {
            return tables == null
                    ? null
                    : new PublishedDocument(
                            tables.count(),
                            tables.bytes(),
                            tables.filtered(),
                            tables.columnLists(),
                            tables.withoutIdentity(),
                            tables.someWithoutIdentity().stream()
                                    .map(Object::toString)
                                    .toList(),
                            tables.hidden(),
                            tables.someHidden().stream().map(Object::toString).toList(),
                            tables.largest().stream().map(SizedDocument::of).toList());
        }
    }

    @Serdeable
    record SizedDocument(String schema, String name, long bytes) {
        static SizedDocument of(SizedTable table) {
            return new SizedDocument(table.name().schema(), table.name().name(), table.bytes());
        }
    }

    static DatabaseDocument of(Node node, @Nullable DatabaseView view) {
        DatabaseFacts facts = view == null ? null : view.lastSeen();
        return new DatabaseDocument(
                node.id(),
                node.name(),
                node.database(),
                Words.of(node.status()),
                node.stale(),
                TroubleDocument.of(node.error()),
                HealthBody.of(node.health()),
                facts == null
                        ? null
                        : facts.publications().stream()
                                .map(PublicationDocument::of)
                                .toList(),
                facts == null
                        ? null
                        : facts.subscriptions().stream()
                                .map(SubscriptionBody::of)
                                .toList());
    }
}
