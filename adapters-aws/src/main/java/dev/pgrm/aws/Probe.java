package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.IamRole;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An action that is tried to find out whether it is allowed.
 *
 * @param resource on what it is needed
 * @param attempt the call itself; to come back from it means that it is allowed
 */
record Probe(String action, String resource, @Nullable IamRole as, Runnable attempt) {
    /** It was there, and was answered. */
    static final String READ = "answered";

    Check run() {
        long begun = System.nanoTime();
        Outcome outcome = outcome();
        return check(outcome, Duration.ofNanos(System.nanoTime() - begun));
    }

    private Outcome outcome() {
        try {
            attempt.run();
            return new Outcome.Allowed(READ);
        } catch (SdkException failure) {
            return ActionOutcome.of(failure, action, resource, as == null ? null : as.arn());
        }
    }

    Check late() {
        return check(new Outcome.Failed(ActionOutcome.tooSlow()), null);
    }

    Check skipped(Trouble why) {
        return check(new Outcome.Skipped(why), null);
    }

    private Check check(Outcome outcome, @Nullable Duration took) {
        return new Check(
                action.substring(0, action.indexOf(':')),
                action,
                resource,
                as == null ? null : as.arn(),
                outcome,
                took);
    }
}
