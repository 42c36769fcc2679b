package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.stream.Preflight.Finding;

/** What became of looking at an end. */
sealed interface Look<T> {
    record Seen<T>(T facts) implements Look<T> {}

    record Unseen<T>(Finding finding) implements Look<T> {}
}
