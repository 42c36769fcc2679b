package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.IamRole;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** What AWS refused, and why it was not reached, in words that say what to do next. */
final class AwsTroubles {
    static final String WITHOUT_VALUE = "secret_without_value";

    /** Which go by themselves, and say nothing of what was asked for. */
    private static final Set<String> PASSING = Set.of(
            "aws_unreachable", "aws_throttled", "aws_failed", "aws_credentials_missing", "aws_credentials_expired");

    private static final Pattern OUT_OF_TIME =
            Pattern.compile("(?i)signature (expired|not yet current)|is now (earlier|later) than");

    private AwsTroubles() {}

    static boolean isPassing(Trouble trouble) {
        return PASSING.contains(trouble.code());
    }

    static Trouble noCredentials() {
        return new Trouble(
                "aws_credentials_missing",
                "No AWS credentials are configured, so AWS was not asked",
                "Run pgrm with a role (ECS task role, EC2 instance profile, EKS service account),"
                        + " or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
    }

    static Trouble expired() {
        return new Trouble(
                "aws_credentials_expired",
                "The AWS session that pgrm signs with has expired",
                "Renew the session (aws sso login, or new session keys), or run pgrm with a role, which renews itself");
    }

    static Trouble of(SdkException failure, AwsAct act, Attempts attempts) {
        if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return refused(refusal, act);
        }
        return attempts.mayHaveBeenThrottled()
                ? throttled("calls of pgrm are held back", act)
                : notReached(failure, act);
    }

    static Trouble ofRole(SdkException failure, IamRole role, String region) {
        if (failure instanceof AwsServiceException refusal
                && refusal.awsErrorDetails() != null
                && code(refusal).startsWith("AccessDenied")) {
            return AwsDenials.ofRole(said(refusal), role);
        }
        return of(failure, AwsAct.assuming(role, region), new Attempts(false));
    }

    private static String code(AwsServiceException refusal) {
        return String.valueOf(refusal.awsErrorDetails().errorCode());
    }

    /** The first line alone: where a signature is wrong, the signed request follows, session token included. */
    static String said(AwsServiceException refusal) {
        String all = refusal.awsErrorDetails().errorMessage();
        return all == null ? "" : all.lines().findFirst().orElse("");
    }

    private static Trouble refused(AwsServiceException refusal, AwsAct act) {
        String said = said(refusal);
        return switch (code(refusal)) {
            case "AccessDeniedException", "AccessDenied" -> AwsDenials.of(said, act);
            case "DecryptionFailure",
                    "DecryptionFailureException",
                    "InvalidKeyId",
                    "KMSDisabledException",
                    "KMSInvalidStateException",
                    "KMSNotFoundException" -> keyUnusable(act);
            case "ResourceNotFoundException", "ParameterNotFound", "ParameterVersionNotFound" -> notFound(said, act);
            case "InvalidRequestException" -> invalidRequest(said, act);
            case "ExpiredTokenException", "ExpiredToken" -> expired();
            case "RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture" -> clockSkewed(said);
            case "InvalidSignatureException", "SignatureDoesNotMatch" ->
                isOutOfTime(said) ? clockSkewed(said) : invalid(said, act);
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "MissingAuthenticationTokenException",
                    "MissingAuthenticationToken",
                    "IncompleteSignatureException",
                    "IncompleteSignature" -> invalid(said, act);
            case "RegionDisabledException", "RegionDisabled", "OptInRequired", "SubscriptionRequiredException" ->
                regionDisabled(act);
            default -> otherwise(refusal, said, act);
        };
    }

    private static Trouble keyUnusable(AwsAct act) {
        return new Trouble(
                "kms_key_unusable",
                "KMS cannot decrypt " + act.subject(),
                "Enable the KMS key of the secret, or cancel its deletion, and see that it is in region "
                        + act.region());
    }

    private static Trouble notFound(String said, AwsAct act) {
        if (said.contains("staging label")) {
            return new Trouble(
                    WITHOUT_VALUE,
                    act.subject() + " has no current version",
                    "Store a value in it, or finish the rotation that was begun");
        }
        return act.isSecret()
                ? new Trouble(
                        "secret_not_found",
                        "There is no secret " + act.subject() + " in region " + act.region(),
                        "Check region, account, name and the six characters at its end; a secret that was deleted and"
                                + " made again has another ARN")
                : new Trouble(
                        "secret_not_found",
                        "There is no parameter " + act.subject() + " in region " + act.region(),
                        "Check its name and account, and set awsRegion on the database if it is in another region");
    }

    private static Trouble invalidRequest(String said, AwsAct act) {
        return said.contains("deletion")
                ? new Trouble(
                        "secret_deleted",
                        act.subject() + " is marked for deletion",
                        "Restore it (aws secretsmanager restore-secret), or register the database with another")
                : new Trouble(
                        "aws_refused", "AWS refused to read " + act.subject() + ": " + said, "Check the reference");
    }

    /** Signatures that are too old or too new are called invalid like any other. */
    static boolean isOutOfTime(String said) {
        return OUT_OF_TIME.matcher(said).find();
    }

    static Trouble clockSkewed(String said) {
        return new Trouble(
                "aws_clock_skewed",
                "This machine's clock and that of AWS differ by more than 5 minutes: " + said,
                "Set the clock of this monitor's machine right (chrony, Amazon Time Sync Service)");
    }

    private static Trouble invalid(String said, AwsAct act) {
        return new Trouble(
                "aws_credentials_invalid",
                "AWS does not recognise the credentials in region " + act.region() + ": " + said,
                "Check the access key, and that the account has enabled the region");
    }

    private static Trouble regionDisabled(AwsAct act) {
        return new Trouble(
                "aws_region_disabled",
                act.service() + " is not active for the account in region " + act.region(),
                "Enable the region for the account (account:EnableRegion), and STS in it (IAM, account settings)");
    }

    private static Trouble otherwise(AwsServiceException refusal, String said, AwsAct act) {
        if (refusal.isThrottlingException()) {
            return throttled(said, act);
        }
        return refusal.statusCode() >= 500
                ? new Trouble(
                        "aws_failed",
                        act.service() + " failed in region " + act.region() + " (" + code(refusal) + ")",
                        "It is tried again by itself; see the AWS Health Dashboard if it lasts")
                : new Trouble(
                        "aws_refused",
                        "AWS refused " + act.action() + " on " + act.subject() + " (" + code(refusal) + "): " + said,
                        "Check the reference and the IAM policy");
    }

    private static Trouble throttled(String said, AwsAct act) {
        return new Trouble(
                "aws_throttled",
                "AWS throttles the account in region " + act.region() + ": " + said,
                "It is tried again by itself; if it lasts, find out what else calls " + act.service() + " so often");
    }

    private static Trouble notReached(SdkException failure, AwsAct act) {
        String region = act.region();
        if (hasCause(failure, UnknownHostException.class) && !Region.regions().contains(Region.of(region))) {
            return new Trouble(
                    "aws_region_unknown",
                    "There is no address for " + act.service() + " in region " + region,
                    "Check the region of " + act.subject());
        }
        return new Trouble(
                "aws_unreachable",
                act.service() + " in region " + region + " did not answer in time or could not be reached",
                "Check the way there: a VPC endpoint (com.amazonaws." + region + "." + act.endpoint()
                        + ") or NAT, security groups, proxy, and AWS_ENDPOINT_URL if it is set");
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
