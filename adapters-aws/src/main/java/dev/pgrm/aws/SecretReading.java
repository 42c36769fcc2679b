package dev.pgrm.aws;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.domain.Trouble;
import org.jspecify.annotations.Nullable;

/** What came of reading a secret. */
sealed interface SecretReading {
    /**
     * The secret is usable.
     *
     * @param host the one the secret was made for, when it says so
     */
    record Usable(Credential credential, @Nullable String host) implements SecretReading {}

    record Unusable(Trouble trouble) implements SecretReading {}
}
