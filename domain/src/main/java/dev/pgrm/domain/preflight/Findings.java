package dev.pgrm.domain.preflight;

import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what is found. What concerns very many objects alike is told of some of them, with the number of the others. */
final class Findings {
    static final int SHOWN = 10;

    private record Kind(Severity severity, String code) {}

    private final Map<Kind, List<Finding>> found = new LinkedHashMap<>();
    private final Map<Kind, Integer> more = new LinkedHashMap<>();

    void blocker(String code, String object, String message, @Nullable String fix) {
        add(new Finding(Severity.BLOCKER, code, object, message, fix));
    }

    void warning(String code, String object, String message, @Nullable String fix) {
        add(new Finding(Severity.WARNING, code, object, message, fix));
    }

    void note(String code, String object, String message) {
        add(new Finding(Severity.NOTE, code, object, message, null));
    }

    void add(Finding finding) {
        var kind = new Kind(finding.severity(), finding.code());
        List<Finding> alike = found.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (alike.size() < SHOWN) {
            alike.add(finding);
        } else {
            more.merge(kind, 1, Integer::sum);
        }
    }

    /** The worst first. */
    List<Finding> sorted() {
        more.forEach((kind, count) -> {
            List<Finding> alike = found.getOrDefault(kind, List.of());
            alike.add(new Finding(
                    kind.severity(),
                    kind.code(),
                    count + " more",
                    "The same is true of " + count + " more beside the " + alike.size() + " named here",
                    null));
        });
        more.clear();
        return found.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }
}
