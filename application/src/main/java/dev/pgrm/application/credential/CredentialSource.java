package dev.pgrm.application.credential;

import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;

/**
 * Resolves one kind of reference.
 *
 * @param <R> the kind
 */
public interface CredentialSource<R extends CredentialReference> {
    /**
     * Finds the credential.
     *
     * @param database for which it is; a secret that names another host is refused
     */
    Lookup find(R reference, DatabaseSpec database);

    /** Forgets what may be cached for this reference. */
    void forget(R reference);
}
