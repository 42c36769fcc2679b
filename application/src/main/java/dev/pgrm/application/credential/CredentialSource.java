package dev.pgrm.application.credential;

import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.List;

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

    /** What else to try after the server refused this one; see {@link Credentials#afterRefusal}. */
    default List<Credential> afterRefusal(R reference, DatabaseSpec database, Credential refused) {
        return switch (find(reference, database)) {
            case Lookup.Found(var credential) when !credential.equals(refused) -> List.of(credential);
            case Lookup.Found _, Lookup.NotFound _ -> List.of();
        };
    }
}
