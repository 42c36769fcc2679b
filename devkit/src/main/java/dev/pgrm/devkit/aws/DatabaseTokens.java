package dev.pgrm.devkit.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says of an IAM database token what RDS says: whether these keys signed it for this host, port and user, not too long ago, and
 * whether their owner may connect as that user.
 */
public final class DatabaseTokens {
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);

    private final Identities identities;
    private final Troubles troubles;
    private final Clock clock;

    DatabaseTokens(Identities identities, Troubles troubles, Clock clock) {
        this.identities = identities;
        this.troubles = troubles;
        this.clock = clock;
    }

    /** RDS does not tell whoever signs in what is wrong with a token, so neither does this. */
    public boolean admits(String token, String host, int port, String user) {
        PresignedUrl url = PresignedUrl.parse(token);
        return url != null
                && url.isFor(host + ":" + port)
                && url.parameter("Action").equals("connect")
                && url.parameter("DBUser").equals(user)
                && isOf(url, clock.instant())
                && isSignedByOneWhoMay(url, user);
    }

    private static boolean isOf(PresignedUrl url, Instant now) {
        Instant signed = url.signedAt();
        return signed != null
                && signed.isBefore(now.plus(CLOCKS_MAY_DIFFER))
                && now.isBefore(signed.plus(url.lifetime()));
    }

    private boolean isSignedByOneWhoMay(PresignedUrl url, String user) {
        Caller caller = identities.find(url.accessKeyId());
        if (caller == null || caller.expiredAt(clock.instant())) {
            return false;
        }
        String token = caller.key().sessionToken();
        String resource = "arn:aws:rds-db:" + url.region() + ":" + caller.account() + ":dbuser:db-EXAMPLE/" + user;
        return url.parameter("X-Amz-Security-Token").equals(token == null ? "" : token)
                && url.isSignedWith(caller.key().secret())
                && !troubles.deny("rds-db:connect", resource, caller);
    }
}
