package dev.pgrm.domain.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What registered databases take AWS for.
 *
 * @param roles that are assumed for it, besides being who we are
 * @param regions where all of it is
 * @param homeToo in the worker's own region as well, which only the worker knows
 */
public record AwsUse(
        List<Reading> secrets,
        List<Reading> parameters,
        List<SignIn> signIns,
        List<IamRole> roles,
        List<String> regions,
        boolean homeToo) {

    public AwsUse {
        secrets = List.copyOf(secrets);
        parameters = List.copyOf(parameters);
        signIns = List.copyOf(signIns);
        roles = List.copyOf(roles);
        regions = List.copyOf(regions);
    }

    /** A secret or parameter that is read. */
    public record Reading(
            String id, @Nullable String region, @Nullable IamRole as) {}

    /** An account that signs in with a token of IAM. */
    public record SignIn(String user, @Nullable String region) {}

    /** With the external id that a registered database has for it. */
    public IamRole role(String arn) {
        return roles.stream()
                .filter(role -> role.arn().equals(arn))
                .findFirst()
                .orElseGet(() -> new IamRole(arn, null));
    }

    public AwsUse in(List<String> others) {
        return new AwsUse(secrets, parameters, signIns, roles, others, false);
    }
}
