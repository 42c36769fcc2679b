package dev.pgrm.api.stream;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next the cursor of the next page, if there is one */
@Serdeable
record StreamPage(List<StreamBody> items, @Nullable String next) {}
