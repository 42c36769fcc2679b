package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import java.time.Duration;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps us from trying again and again what just failed. While it is open, the last trouble is the answer and nothing is sent.
 *
 * <p>A refusal opens it at once: repeated, it would fill the server's log, lock the account where such rules exist, and read the
 * secret over and over. Silence opens it at the third time, since each wait costs whoever waits. After the pause one try is free;
 * if it fails too, the next pause is twice as long, up to a bound, so that what was mended is soon noticed. Everything else, such
 * as a refused connection, costs nothing and is tried at every turn.
 *
 * <p>Pauses vary by a fifth, or all workers and databases of one broken network would come back at the same moment.
 */
public final class Breaker {
    private static final Set<String> SILENCE = Set.of("timed_out", "dns_failed");
    private static final Set<String> REFUSALS = Set.of(
            "authentication_failed",
            "authentication_unsupported",
            "cleartext_refused",
            "password_missing",
            "role_cannot_login",
            "sign_in_rejected",
            "tls_required");
    private static final Set<String> OF_CREDENTIALS =
            Set.of("secret", "aws", "kms", "iam", "rds", "reference", "client");
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    private enum Kind {
        REFUSAL(1, Duration.ofMinutes(1)),
        SILENCE(3, Duration.ofSeconds(30)),
        CHEAP(Integer.MAX_VALUE, Duration.ZERO);

        private final int opensAt;
        private final Duration longest;

        Kind(int opensAt, Duration longest) {
            this.opensAt = opensAt;
            this.longest = longest;
        }
    }

    private final LongSupplier nanos;
    private final DoubleSupplier random;
    private Kind kind = Kind.CHEAP;
    private int inARow;
    private Duration pause = Duration.ZERO;
    private long since;
    private @Nullable Trouble last;

    /** @param random from 0 to 1 */
    public Breaker(LongSupplier nanos, DoubleSupplier random) {
        this.nanos = nanos;
        this.random = random;
    }

    /** Why not to try now; nothing when it is time. */
    public synchronized @Nullable Trouble refusal() {
        return left().isZero() ? null : last;
    }

    /** How long it is still open. */
    public synchronized Duration left() {
        long left = pause.toNanos() - (nanos.getAsLong() - since);
        return pause.isZero() || left <= 0 ? Duration.ZERO : Duration.ofNanos(left);
    }

    public synchronized void failed(Trouble trouble) {
        Kind now = kind(trouble.code());
        inARow = now == kind ? inARow + 1 : 1;
        kind = now;
        last = trouble;
        since = nanos.getAsLong();
        pause = inARow < kind.opensAt ? Duration.ZERO : varied(doubled(inARow - kind.opensAt));
    }

    public synchronized void succeeded() {
        kind = Kind.CHEAP;
        inARow = 0;
        pause = Duration.ZERO;
        last = null;
    }

    /** A person asks: silence may have ended. A refusal stands, or impatience would lock the account. */
    public synchronized void hurry() {
        if (kind == Kind.SILENCE) {
            pause = Duration.ZERO;
        }
    }

    private Duration doubled(int times) {
        Duration next = SHORTEST.multipliedBy(1L << Math.min(times, 10));
        return next.compareTo(kind.longest) < 0 ? next : kind.longest;
    }

    private Duration varied(Duration usual) {
        return Duration.ofNanos((long) (usual.toNanos() * (0.8 + 0.4 * random.getAsDouble())));
    }

    private static Kind kind(String code) {
        if (SILENCE.contains(code)) {
            return Kind.SILENCE;
        }
        int end = code.indexOf('_');
        boolean ofCredentials = end > 0 && OF_CREDENTIALS.contains(code.substring(0, end));
        return ofCredentials || REFUSALS.contains(code) ? Kind.REFUSAL : Kind.CHEAP;
    }
}
