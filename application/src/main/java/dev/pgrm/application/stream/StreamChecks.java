package dev.pgrm.application.stream;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Preflight;

/** Looks at both ends before a stream is made, and changes nothing. */
public interface StreamChecks {
    /** All that is found; an end that cannot be reached is a finding, too. */
    Preflight check(CreateStream work, DatabaseSpec source, DatabaseSpec target);
}
