package dev.pgrm.devkit.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who signed a request: the ARN is a user's, or that of one session of a role. */
record Caller(
        AccessKey key, String arn, String userId, @Nullable Instant expires) {

    String account() {
        return arn.split(":", -1)[4];
    }

    boolean expiredAt(Instant now) {
        return expires != null && !now.isBefore(expires);
    }
}
