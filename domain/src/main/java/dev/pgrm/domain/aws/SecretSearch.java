package dev.pgrm.domain.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which secrets are looked for, and where.
 *
 * @param text that is in their name, ARN or description, in whatever case; all of them without it
 * @param homeToo in the worker's own region as well, which only the worker knows
 * @param ownAccount as whom we are, too
 * @param roles and as each of these
 */
public record SecretSearch(
        @Nullable String text, List<String> regions, boolean homeToo, boolean ownAccount, List<IamRole> roles) {
    public SecretSearch {
        regions = List.copyOf(regions);
        roles = List.copyOf(roles);
        if (!regions.stream().allMatch(AwsRegion::isCode)) {
            throw new IllegalArgumentException("These are not all regions of AWS: " + regions);
        }
    }
}
