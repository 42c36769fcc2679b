package dev.pgrm.application.credential;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.List;

/** Finds the credential that a database's reference stands for. */
public interface Credentials {
    Lookup find(DatabaseSpec database, Account account);

    /**
     * What else to try, the likeliest first, after the server refused what was found: a password may have been rotated since it
     * was read, or be in the middle of it. Nothing is answered from a cache that still holds what was refused.
     */
    List<Credential> afterRefusal(DatabaseSpec database, Account account, Credential refused);

    sealed interface Lookup {
        record Found(Credential credential) implements Lookup {}

        record NotFound(Trouble trouble) implements Lookup {}
    }
}
