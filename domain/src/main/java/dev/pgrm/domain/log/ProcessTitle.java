package dev.pgrm.domain.log;

import org.jspecify.annotations.Nullable;

/** The title of a replication worker holds the oid of its subscription, which the worker's other fields do not tell. */
final class ProcessTitle {
    private ProcessTitle() {}

    static @Nullable String or(@Nullable String application, @Nullable String title) {
        return title != null && title.contains("for subscription ") ? title : application;
    }
}
