package dev.pgrm.domain.aws;

import dev.pgrm.domain.aws.RdsInventory.Blind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that are there, as far as it could be seen; never what is in them.
 *
 * @param more whether there are others that were not looked at
 * @param troubles where nothing could be seen
 */
public record SecretListing(List<Named> secrets, boolean more, List<Blind> troubles) {
    public SecretListing {
        secrets = List.copyOf(secrets);
        troubles = List.copyOf(troubles);
    }

    /** @param foundAs the role that was assumed to see it; it was seen without one otherwise */
    public record Named(
            String name,
            String arn,
            String region,
            @Nullable String description,
            @Nullable IamRole foundAs) {}
}
