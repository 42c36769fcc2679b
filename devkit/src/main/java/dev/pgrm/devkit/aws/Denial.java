package dev.pgrm.devkit.aws;

import java.util.regex.Pattern;

/** A permission that is missing: for an action, on a resource, to a principal (its ARN or access key id); {@code *} matches anything. */
public record Denial(String action, String resource, String principal) {

    public static Denial of(String action) {
        return new Denial(action, "*", "*");
    }

    public Denial on(String resourceArn) {
        return new Denial(action, resourceArn, principal);
    }

    public Denial to(String arnOrAccessKeyId) {
        return new Denial(action, resource, arnOrAccessKeyId);
    }

    boolean applies(String permission, String touched, Caller caller) {
        return matches(action, permission)
                && matches(resource, touched)
                && (matches(principal, caller.arn())
                        || principal.equals(caller.key().id()));
    }

    static boolean matches(String pattern, String text) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(text).matches();
    }
}
