package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.operation.Work;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Work on one logical stream. An end that it does not touch, or that nobody registered, is absent. */
public sealed interface StreamWork extends Work
        permits ChangeStream,
                CreateStream,
                ReconnectStream,
                RemoveLeftover,
                RemoveStream,
                ResyncTable,
                SkipTransaction,
                WorkAtTarget {
    @Nullable
    End source();

    @Nullable
    End target();

    @Override
    default Set<String> subjects() {
        return Stream.of(source(), target())
                .filter(Objects::nonNull)
                .map(end -> "database:" + end.id())
                .collect(Collectors.toUnmodifiableSet());
    }

    static Script at(End end, String sql) {
        return new Script(end.name(), sql);
    }
}
