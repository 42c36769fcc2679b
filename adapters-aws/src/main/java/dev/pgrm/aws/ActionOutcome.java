package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failure says of the permission for an action. AWS decides on permissions before it looks at what is asked for, so
 * whatever it says of that (not found, invalid) means that the action is allowed.
 */
final class ActionOutcome {
    static final String KEY_DENIED = "kms_denied";

    private static final Pattern NOT_AUTHORIZED = Pattern.compile("not authorized to perform: ([A-Za-z0-9-]+:\\w+)");

    private ActionOutcome() {}

    static Trouble noRegion() {
        return new Trouble(
                "aws_region_missing",
                "No region is known: AWS_REGION is not set, and no registered database names one",
                "Set AWS_REGION for the monitors, or name regions with ?region=");
    }

    static Trouble tooSlow() {
        return new Trouble(
                "aws_too_slow", "AWS took longer to answer than could be waited for", "Ask again for fewer regions");
    }

    /** @param as the role that was assumed for it */
    static Outcome of(SdkException failure, String action, String resource, @Nullable String as) {
        if (!(failure instanceof AwsServiceException refusal) || refusal.awsErrorDetails() == null) {
            return new Outcome.Failed(new Trouble(
                    "aws_unreachable",
                    "AWS did not answer " + action + " in time, or could not be reached",
                    "Check the way there: region, VPC endpoint or NAT, security groups, proxy, and AWS_ENDPOINT_URL"));
        }
        String code = Objects.requireNonNullElse(refusal.awsErrorDetails().errorCode(), "");
        String said = AwsTroubles.said(refusal);
        return switch (code) {
            case "AccessDenied",
                    "AccessDeniedException",
                    "AuthorizationError",
                    "AuthorizationErrorException",
                    "UnauthorizedOperation" -> denied(said, action, resource, as);
            case "ExpiredToken", "ExpiredTokenException" -> new Outcome.Failed(AwsTroubles.expired());
            case "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture" ->
                new Outcome.Failed(AwsTroubles.clockSkewed(said));
            case "InvalidSignatureException", "SignatureDoesNotMatch" ->
                new Outcome.Failed(AwsTroubles.isOutOfTime(said) ? AwsTroubles.clockSkewed(said) : notRecognised(said));
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException",
                    "IncompleteSignatureException",
                    "IncompleteSignature",
                    "OptInRequired",
                    "SubscriptionRequiredException",
                    "RegionDisabled",
                    "RegionDisabledException" -> new Outcome.Failed(notRecognised(said));
            case "InvalidAction", "UnknownOperationException" ->
                new Outcome.Failed(new Trouble(
                        "aws_action_unknown",
                        "There is no " + action + " where AWS was asked: " + said,
                        "Check the region, and AWS_ENDPOINT_URL if it is set"));
            default -> otherwise(refusal, code, said, action);
        };
    }

    private static Trouble notRecognised(String said) {
        return new Trouble(
                "aws_credentials_invalid",
                "AWS does not recognise the credentials there: " + said,
                "Check the access key and the monitor's clock, and that the account has enabled the region");
    }

    /** For what is more than an attempt: that it was allowed is no answer then. */
    static Trouble trouble(SdkException failure, String action, String resource, @Nullable String as) {
        return switch (of(failure, action, resource, as)) {
            case Outcome.Denied(var trouble) -> trouble;
            case Outcome.Failed(var trouble) -> trouble;
            case Outcome.Skipped(var trouble) -> trouble;
            case Outcome.Allowed(var said) ->
                new Trouble("aws_refused", "AWS refused " + action + ": " + said, "Check what was asked for");
        };
    }

    private static Outcome denied(String said, String action, String resource, @Nullable String as) {
        Matcher named = NOT_AUTHORIZED.matcher(said);
        String lacking = named.find() ? named.group(1) : action;
        if (lacking.startsWith("kms:") || said.contains("KMS")) {
            return new Outcome.Denied(new Trouble(
                    KEY_DENIED,
                    "The KMS key of " + resource + " may not be used: " + said,
                    "Allow kms:Decrypt on that key, in the IAM policy of " + who(as) + " and in the key's policy"));
        }
        if (lacking.equals("sts:AssumeRole") && !action.equals(lacking)) {
            return new Outcome.Failed(new Trouble(
                    "role_not_assumed",
                    "The role " + as + " could not be assumed for it: " + said,
                    "Allow sts:AssumeRole on it, and name us (and the external id) in its trust policy"));
        }
        return new Outcome.Denied(new Trouble(
                "aws_access_denied",
                "AWS denies " + action + " on " + resource + (said.isEmpty() ? "" : ": " + said),
                action.equals("sts:AssumeRole")
                        ? "Allow sts:AssumeRole on " + resource + " in the IAM policy of " + who(as)
                                + ", and name them, with the external id if it has one, in the role's trust policy"
                        : "Allow " + action + " on " + resource + " in the IAM policy of " + who(as)));
    }

    private static String who(@Nullable String as) {
        return as == null ? "whom the monitors run as" : as;
    }

    private static Outcome otherwise(AwsServiceException refusal, String code, String said, String action) {
        if (refusal.isThrottlingException()) {
            return new Outcome.Failed(new Trouble(
                    "aws_throttled",
                    "AWS throttles " + action + ": " + said,
                    "Try again in a while; if it lasts, find out what else calls it so often"));
        }
        return refusal.statusCode() >= 500
                ? new Outcome.Failed(new Trouble(
                        "aws_failed",
                        "AWS failed on " + action + " (" + code + ")",
                        "Try again; see the AWS Health Dashboard if it lasts"))
                : new Outcome.Allowed(code + ": " + said);
    }
}
