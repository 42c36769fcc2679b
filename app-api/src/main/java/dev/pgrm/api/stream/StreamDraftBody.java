package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pgrm.api.database.DatabaseBody;
import dev.pgrm.application.stream.StreamWish;
import dev.pgrm.application.stream.StreamWish.End;
import dev.pgrm.domain.stream.PublicationDraft;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.StreamDraft;
import dev.pgrm.domain.stream.SubscriptionDraft;
import dev.pgrm.domain.stream.WayDraft;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream as it is wanted: everything but its two ends and what is published has a default.
 *
 * @param sourceId of a registered database, or else
 * @param source a database that is registered with it, which takes an administrator
 * @param targetId of a registered database, or else
 * @param target a database that is registered with it, which takes an administrator
 * @param name source_to_target unless given; publication and subscription are called so, too
 * @param createMissingTables whether tables that the target lacks are created there, with columns, defaults, keys, checks, indexes and
 *     partitions as they are on the source, but without foreign keys, triggers, privileges and owners; false unless given
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@Serdeable
record StreamDraftBody(
        @Nullable String sourceId,
        DatabaseBody.@Nullable Draft source,
        @Nullable String targetId,
        DatabaseBody.@Nullable Draft target,
        @Nullable String name,
        @Nullable PublicationWish publication,
        @Nullable SubscriptionWish subscription,
        @Nullable Boolean createMissingTables) {

    /**
     * What is published: all tables, whole schemas, single tables, or what a publication that is there already publishes.
     *
     * @param name of the publication; without tables, schemas and allTables one of that name must be there
     * @param schemas whole schemas (PostgreSQL 15 and later); may be together with tables
     * @param operations insert, update, delete, truncate; all unless some are named
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record PublicationWish(
            @Nullable String name,
            @Nullable Boolean allTables,
            @Nullable List<@Nullable String> schemas,
            @Nullable List<@Nullable TableWish> tables,
            @Nullable List<@Nullable String> operations,
            @Nullable Boolean viaPartitionRoot) {
        PublicationDraft draft() {
            return new PublicationDraft(name, allTables, schemas, drafts(), operations, viaPartitionRoot);
        }

        private @Nullable List<@Nullable TableDraft> drafts() {
            if (tables == null) {
                return null;
            }
            var drafts = new ArrayList<@Nullable TableDraft>();
            tables.forEach(table -> drafts.add(table == null ? null : table.draft()));
            return drafts;
        }
    }

    /**
     * One table.
     *
     * @param schema public unless given
     * @param columns those that are published (PostgreSQL 15 and later); all unless some are named
     * @param where a condition on the rows that are published (PostgreSQL 15 and later), as SQL; takes an administrator
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record TableWish(
            @Nullable String schema,
            @Nullable String name,
            @Nullable List<@Nullable String> columns,
            @Nullable String where) {
        TableDraft draft() {
            return new TableDraft(schema, name, columns, where);
        }
    }

    /**
     * How it is subscribed to. What is not said is left to the version of PostgreSQL.
     *
     * @param slot made of the subscription's name unless given
     * @param copyData whether the rows that are there are copied first; true unless given
     * @param enabled whether it starts at once; true unless given
     * @param origin any, or none: only changes that were made at the source itself (16 and later)
     * @param failover whether standbys of the source keep its slot, too (17 and later)
     * @param twoPhase whether prepared transactions are sent when they are prepared (15 and later)
     * @param binary whether values are sent in binary form
     * @param streaming off, on, or parallel (16 and later): large transactions are sent before they end
     * @param runAsOwner whether changes are applied as the subscription's owner rather than the tables' (16 and later)
     * @param disableOnError whether the first error disables it (15 and later)
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record SubscriptionWish(
            @Nullable String name,
            @Nullable String slot,
            @Nullable Boolean copyData,
            @Nullable Boolean enabled,
            @Nullable String origin,
            @Nullable Boolean failover,
            @Nullable Boolean twoPhase,
            @Nullable Boolean binary,
            @Nullable String streaming,
            @Nullable Boolean runAsOwner,
            @Nullable Boolean disableOnError,
            @Nullable ConnectionWish connection) {
        SubscriptionDraft draft() {
            return new SubscriptionDraft(
                    name,
                    slot,
                    copyData,
                    enabled,
                    origin,
                    failover,
                    twoPhase,
                    binary,
                    streaming,
                    runAsOwner,
                    disableOnError,
                    connection == null ? WayDraft.UNSAID : connection.draft());
        }
    }

    /**
     * How the target's server reaches the source where that differs from the source's registration; takes an administrator.
     *
     * @param sslMode as libpq names it; that of the source's tlsMode unless given
     * @param rootCertificate a file on the target's server, or system (16 and later); known by itself for Amazon's own authorities
     *     on RDS and Aurora and for those of the system
     * @param passfile a file on the target's server that holds the password, which is then not told
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record ConnectionWish(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String sslMode,
            @Nullable String rootCertificate,
            @Nullable String passfile) {
        WayDraft draft() {
            return new WayDraft(host, port, sslMode, rootCertificate, passfile);
        }
    }

    StreamWish wish() {
        return new StreamWish(
                new End(sourceId, source == null ? null : source.draft()),
                new End(targetId, target == null ? null : target.draft()),
                new StreamDraft(
                        name,
                        publication == null ? PublicationDraft.UNSAID : publication.draft(),
                        subscription == null ? SubscriptionDraft.UNSAID : subscription.draft(),
                        createMissingTables));
    }
}
