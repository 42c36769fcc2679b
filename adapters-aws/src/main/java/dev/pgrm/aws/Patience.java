package dev.pgrm.aws;

import java.time.Duration;

/**
 * How long AWS is waited for.
 *
 * @param call for one call with all its retries
 */
public record Patience(Duration connect, Duration read, Duration call) {
    /** A poll must not hang on AWS, yet a throttled call deserves its retries. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(15));

    public Patience {
        if (!connect.isPositive() || !read.isPositive() || !call.isPositive()) {
            throw new IllegalArgumentException("Patience with AWS must be a positive time");
        }
    }
}
