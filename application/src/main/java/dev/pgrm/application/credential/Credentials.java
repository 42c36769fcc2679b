package dev.pgrm.application.credential;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;

/** Finds the credential that a database's reference stands for. */
public interface Credentials {
    Lookup find(DatabaseSpec database);

    /** Says that the server refused what was found, so that the next look-up does not answer from a cache. */
    void refused(DatabaseSpec database);

    sealed interface Lookup {
        record Found(Credential credential) implements Lookup {}

        record NotFound(Trouble trouble) implements Lookup {}
    }
}
