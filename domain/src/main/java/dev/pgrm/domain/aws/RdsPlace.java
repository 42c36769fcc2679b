package dev.pgrm.domain.aws;

import org.jspecify.annotations.Nullable;

/**
 * Where something of RDS is.
 *
 * @param foundAs the role that was assumed to see it; it was seen without one otherwise
 */
public record RdsPlace(
        String region, String account, @Nullable IamRole foundAs) {
    public RdsPlace {
        if (!AwsRegion.isCode(region)) {
            throw new IllegalArgumentException("'" + region + "' is no region of AWS");
        }
    }
}
