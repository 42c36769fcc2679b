package dev.pgrm.fleet.trial;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Account;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.ArrayList;
import java.util.List;

/** May the monitor read the secrets, and are they usable? Tells of them no more than the user. */
final class FindSecrets {
    private final Credentials credentials;

    FindSecrets(Credentials credentials) {
        this.credentials = credentials;
    }

    Finding<Boolean> of(DatabaseSpec database) {
        var troubles = new ArrayList<Trouble>();
        var details = new ArrayList<String>();
        for (Account account : accounts(database)) {
            CredentialReference reference = database.access().of(account);
            switch (credentials.find(database, account)) {
                case Lookup.Found(var credential) -> details.add(told(reference, account, credential));
                case Lookup.NotFound(var trouble) -> troubles.add(trouble);
            }
        }
        return troubles.isEmpty() ? Finding.passed(String.join("\n", details), true) : Finding.failed(troubles);
    }

    private static List<Account> accounts(DatabaseSpec database) {
        return database.access().replicationCredentials() == null
                ? List.of(Account.MANAGING)
                : List.of(Account.MANAGING, Account.REPLICATION);
    }

    private static String told(CredentialReference reference, Account account, Credential credential) {
        String purpose = account == Account.REPLICATION ? "for replication, " : "";
        return purpose + reference.text() + " is usable, for user " + credential.username()
                + (credential.certificate() == null ? "" : ", with a client certificate")
                + TokenEnd.told(reference, credential);
    }
}
