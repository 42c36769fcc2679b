package dev.pgrm.api.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pgrm.api.stream.StreamDraftBody.TableWish;
import dev.pgrm.domain.stream.PublicationDraft.TableDraft;
import dev.pgrm.domain.stream.StreamChangeDraft;
import dev.pgrm.domain.stream.StreamChangeDraft.TablesDraft;
import dev.pgrm.domain.stream.SubscriptionDraft;
import dev.pgrm.domain.stream.WayDraft;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a stream; what is not said stays as it is.
 *
 * @param name the subscription's new name; its slot and its publication keep theirs
 * @param copyData whether the rows of tables that are added are copied; true unless given
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@Serdeable
record StreamChangeBody(
        @Nullable String name,
        @Nullable TablesWish publication,
        @Nullable OptionsWish subscription,
        @Nullable Boolean copyData) {

    /**
     * Tables that come and go.
     *
     * @param name which publication; needed only when the stream has several
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record TablesWish(
            @Nullable String name,
            @Nullable List<@Nullable TableWish> addTables,
            @Nullable List<@Nullable TableNameWish> removeTables) {
        TablesDraft draft() {
            return new TablesDraft(name, added(), removed());
        }

        private @Nullable List<@Nullable TableDraft> added() {
            if (addTables == null) {
                return null;
            }
            var drafts = new ArrayList<@Nullable TableDraft>();
            addTables.forEach(table -> drafts.add(table == null ? null : table.draft()));
            return drafts;
        }

        private @Nullable List<@Nullable TableDraft> removed() {
            if (removeTables == null) {
                return null;
            }
            var drafts = new ArrayList<@Nullable TableDraft>();
            removeTables.forEach(table ->
                    drafts.add(table == null ? null : new TableDraft(table.schema(), table.name(), null, null)));
            return drafts;
        }
    }

    /** @param schema public unless given */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record TableNameWish(@Nullable String schema, @Nullable String name) {}

    /**
     * Options of the subscription.
     *
     * @param origin any, or none: only changes that were made at the source itself (16 and later)
     * @param failover whether standbys of the source keep its slot, too (17 and later); the subscription stops for it
     * @param twoPhase whether prepared transactions are sent when they are prepared (18 and later, once it is there); the subscription
     *     stops for it
     * @param binary whether values are sent in binary form
     * @param streaming off, on, or parallel (16 and later): large transactions are sent before they end
     * @param runAsOwner whether changes are applied as the subscription's owner rather than the tables' (16 and later)
     * @param disableOnError whether the first error disables it (15 and later)
     */
    @JsonIgnoreProperties(ignoreUnknown = false)
    @Serdeable
    record OptionsWish(
            @Nullable String origin,
            @Nullable Boolean failover,
            @Nullable Boolean twoPhase,
            @Nullable Boolean binary,
            @Nullable String streaming,
            @Nullable Boolean runAsOwner,
            @Nullable Boolean disableOnError) {
        SubscriptionDraft draft() {
            return new SubscriptionDraft(
                    null,
                    null,
                    null,
                    null,
                    origin,
                    failover,
                    twoPhase,
                    binary,
                    streaming,
                    runAsOwner,
                    disableOnError,
                    WayDraft.UNSAID);
        }
    }

    StreamChangeDraft draft() {
        return new StreamChangeDraft(
                name,
                publication == null ? TablesDraft.UNSAID : publication.draft(),
                subscription == null ? SubscriptionDraft.UNSAID : subscription.draft(),
                copyData);
    }
}
