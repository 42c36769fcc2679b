package dev.pgrm.domain.aws;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that is assumed to be let into an account.
 *
 * @param externalId what its owner demands to be told, if anything
 */
public record IamRole(String arn, @Nullable String externalId) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[!-~]{1,512}");

    public IamRole {
        if (!isArn(arn)) {
            throw new IllegalArgumentException("A role looks like arn:aws:iam::123456789012:role/NAME");
        }
    }

    public static boolean isArn(String text) {
        return ARN.matcher(text).matches();
    }

    public String account() {
        return arn.split(":", -1)[4];
    }
}
