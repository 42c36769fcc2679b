package dev.pgrm.fleet.poll;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a session from signing in at every poll while the server refuses it: that would fill its log, lock the account where such
 * rules exist, and read the secret again and again. The pause doubles up to a minute, so that a mended secret is soon noticed.
 */
final class SignInPause {
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanos;
    private Duration pause = Duration.ZERO;
    private long since;
    private @Nullable Trouble refusal;

    SignInPause(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Why not to try now; nothing when it is time. */
    @Nullable
    Trouble refusal() {
        return nanos.getAsLong() - since < pause.toNanos() ? refusal : null;
    }

    void failed(Trouble trouble) {
        if (!refuses(trouble)) {
            return;
        }
        Duration next = refusal == null ? SHORTEST : pause.multipliedBy(2);
        pause = next.compareTo(LONGEST) < 0 ? next : LONGEST;
        since = nanos.getAsLong();
        refusal = trouble;
    }

    void succeeded() {
        pause = Duration.ZERO;
        refusal = null;
    }

    private static boolean refuses(Trouble trouble) {
        return trouble.code().equals("authentication_failed") || trouble.code().equals("sign_in_rejected");
    }
}
