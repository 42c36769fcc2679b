package dev.pgrm.domain.aws;

import java.util.List;

/**
 * Where RDS is looked through.
 *
 * @param homeToo in the worker's own region as well, which only the worker knows
 * @param ownAccount as whom we are, too
 * @param roles and as each of these
 */
public record RdsSearch(List<String> regions, boolean homeToo, boolean ownAccount, List<IamRole> roles) {
    public RdsSearch {
        regions = List.copyOf(regions);
        roles = List.copyOf(roles);
        if (!regions.stream().allMatch(AwsRegion::isCode)) {
            throw new IllegalArgumentException("These are not all regions of AWS: " + regions);
        }
    }
}
