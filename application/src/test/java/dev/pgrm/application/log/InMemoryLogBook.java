package dev.pgrm.application.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A book in memory. */
public final class InMemoryLogBook implements LogBook {
    private final List<Told> told = new ArrayList<>();

    @Override
    public synchronized void append(List<Told> messages) {
        messages.stream().filter(message -> !told.contains(message)).forEach(told::add);
    }

    @Override
    public synchronized List<Kept> search(Search search) {
        var kept = new ArrayList<Kept>();
        for (int i = 0; i < told.size(); i++) {
            Told each = told.get(i);
            if (each.server().equals(search.server()) && search.concern().covers(each.message())) {
                kept.add(new Kept(new Place(each.message().entry().at(), i), each.message()));
            }
        }
        return kept.stream()
                .filter(each -> search.from() == null || !each.place().at().isBefore(search.from()))
                .filter(each -> search.to() == null || each.place().at().isBefore(search.to()))
                .filter(each -> search.before() == null || each.place().compareTo(search.before()) < 0)
                .filter(each -> search.code().isEmpty()
                        || search.code().equals(each.message().code()))
                .filter(each -> text(each).contains(search.text().toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparing(Kept::place).reversed())
                .limit(search.limit())
                .toList();
    }

    private static String text(Kept kept) {
        var entry = kept.message().entry();
        return Stream.<@Nullable String>of(
                        entry.message(),
                        entry.detail(),
                        entry.hint(),
                        entry.context(),
                        kept.message().relation(),
                        kept.message().code(),
                        entry.sqlState())
                .filter(Objects::nonNull)
                .reduce("", (all, each) -> all + "\n" + each)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized boolean forget(Duration age) {
        Instant before = Clock.systemUTC().instant().minus(age);
        told.removeIf(each -> each.message().entry().at().isBefore(before));
        return false;
    }
}
