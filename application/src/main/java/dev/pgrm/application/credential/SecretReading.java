package dev.pgrm.application.credential;

import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import org.jspecify.annotations.Nullable;

/** What came of reading a secret, before it is known which database it is for. */
public sealed interface SecretReading {
    /**
     * The secret is usable.
     *
     * @param host the one it was made for, when it says so
     */
    record Usable(Credential credential, @Nullable String host) implements SecretReading {}

    record Unusable(Trouble trouble) implements SecretReading {}

    /** Whoever may register databases could otherwise send any readable password to a host of theirs. */
    default Lookup forDatabase(String reference, DatabaseSpec database) {
        String named = database.access().credentialsHost();
        String host = named == null ? database.endpoint().host() : named;
        return switch (this) {
            case Unusable(var trouble) -> new Lookup.NotFound(trouble);
            case Usable(var credential, var madeFor)
            when madeFor == null || madeFor.equalsIgnoreCase(host) -> new Lookup.Found(credential);
            case Usable(var credential, var madeFor) ->
                new Lookup.NotFound(new Trouble(
                        "secret_of_other_host",
                        reference + " was made for " + madeFor + ", not for " + host,
                        "Give it a secret that names " + host + " or no host; if it deliberately shares that of another"
                                + " server, such as its primary's, say so with credentialsHost " + madeFor));
        };
    }
}
