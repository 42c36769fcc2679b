package dev.pgrm.fleet.stream;

import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is to become of a stream, put together. */
final class Change {
    static final Options FAILOVER = new Options(null, true, null, null, null, null, null);
    static final Options TWO_PHASE = new Options(null, null, true, null, null, null, null);

    private final LogicalStream stream;
    private final List<PublicationSpec.Table> added = new ArrayList<>();
    private final List<TableName> removed = new ArrayList<>();
    private Options options = Options.UNSAID;
    private @Nullable SubscriptionName name;
    private boolean copy = true;
    private @Nullable Bystanders bystanders;

    private Change(LogicalStream stream) {
        this.stream = stream;
    }

    static Change of(LogicalStream stream) {
        return new Change(stream);
    }

    static Options binary(boolean binary) {
        return new Options(null, null, null, binary, null, null, null);
    }

    /** The stream after its subscription was renamed. */
    static LogicalStream called(LogicalStream stream, String name) {
        return new LogicalStream(
                stream.id(),
                stream.name(),
                stream.source(),
                stream.target(),
                new Subscribed(stream.requireSubscription().oid(), new SubscriptionName(name)),
                stream.slot(),
                stream.publications());
    }

    Change add(String table) {
        added.add(new PublicationSpec.Table(new TableName("public", table), List.of(), null));
        return this;
    }

    Change remove(String table) {
        removed.add(new TableName("public", table));
        return this;
    }

    Change set(Options wanted) {
        options = wanted;
        return this;
    }

    Change rename(String wanted) {
        name = new SubscriptionName(wanted);
        return this;
    }

    Change withoutCopy() {
        copy = false;
        return this;
    }

    /** @param known slots that are known not to use its publication */
    Change sparingOthersBut(String... known) {
        bystanders = new Bystanders(Stream.of(known).map(SlotName::new).toList());
        return this;
    }

    ChangeStream work() {
        boolean some = !added.isEmpty() || !removed.isEmpty();
        return new ChangeStream(
                stream,
                some
                        ? new Tables(
                                new PublicationSpec(
                                        stream.publications().getFirst(), false, List.of(), added, Set.of(), false),
                                removed,
                                bystanders)
                        : null,
                options,
                Options.UNSAID,
                name,
                copy);
    }
}
