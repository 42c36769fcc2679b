package dev.pgrm.application.history;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.history.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Annals that keep every page, for tests of who writes them. */
final class InMemoryAnnals implements Annals {
    final List<Page> pages = new ArrayList<>();
    final List<Instant> tended = new ArrayList<>();

    @Nullable
    RuntimeException trouble;

    /** By how much the clocks of writers are ahead of that of the store. */
    Duration ahead = Duration.ZERO;

    private final Clock clock;
    private @Nullable WorkerId holder;
    private Instant heldUntil = Instant.MIN;

    InMemoryAnnals(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean takePen(WorkerId self, Duration lease) {
        fail();
        if (holder == null || holder.equals(self) || heldUntil.isBefore(clock.instant())) {
            holder = self;
            heldUntil = clock.instant().plus(lease);
            return true;
        }
        return false;
    }

    @Override
    public void layPenDown(WorkerId self) {
        fail();
        if (self.equals(holder)) {
            holder = null;
        }
    }

    @Override
    public List<Element> present() {
        fail();
        Map<UUID, Element> present = new LinkedHashMap<>();
        for (Page page : pages) {
            page.changes().gone().forEach(present::remove);
            page.changes().fresh().forEach(element -> present.put(element.id(), element));
        }
        return List.copyOf(present.values());
    }

    @Override
    public Written write(WorkerId self, Page page, Duration lease) {
        fail();
        if (!self.equals(holder)) {
            return Written.BY_ANOTHER;
        }
        if (!pages.isEmpty() && !pages.getLast().at().isBefore(page.at())) {
            return Written.BEFORE;
        }
        if (page.at().isAfter(clock.instant().minus(ahead).plusSeconds(60))) {
            return Written.AHEAD;
        }
        heldUntil = clock.instant().plus(lease);
        pages.add(page);
        return Written.NOW;
    }

    @Override
    public void tend(Instant now, Retention retention) {
        tended.add(now);
    }

    private void fail() {
        if (trouble != null) {
            throw trouble;
        }
    }

    void away() {
        trouble = new StoreUnavailable("no store");
    }
}
