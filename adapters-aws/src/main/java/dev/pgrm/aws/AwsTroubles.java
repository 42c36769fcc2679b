package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;

/** What AWS refused, and why it was not reached, in words that say what to do next. */
final class AwsTroubles {
    /** From AWS's message: who, which action, and on what if it says so. */
    private static final Pattern NOT_AUTHORIZED = Pattern.compile(
            "User: (\\S+) is not authorized to perform: (\\S+?)(?: on resource: (\\S+?))?(?:[.]?$|\\s)");

    private AwsTroubles() {}

    static Trouble noCredentials() {
        return new Trouble(
                "aws_credentials_missing",
                "No AWS credentials are configured, so Secrets Manager was not asked",
                "Run pgrm with a role (ECS task role, EC2 instance profile, EKS service account),"
                        + " or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE");
    }

    static Trouble of(SdkException failure, SecretKey secret) {
        return failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null
                ? refused(refusal, secret)
                : notReached(failure, secret);
    }

    private static Trouble refused(AwsServiceException refusal, SecretKey secret) {
        String code = String.valueOf(refusal.awsErrorDetails().errorCode());
        String said = String.valueOf(refusal.awsErrorDetails().errorMessage());
        return switch (code) {
            case "AccessDeniedException", "AccessDenied" -> denied(said, secret);
            case "DecryptionFailure", "DecryptionFailureException" ->
                new Trouble(
                        "kms_key_unusable",
                        "KMS cannot decrypt " + secret.arn(),
                        "Enable the KMS key of the secret, or cancel its deletion, and see that it is in region "
                                + secret.region());
            case "ResourceNotFoundException" -> notFound(said, secret);
            case "InvalidRequestException" -> invalidRequest(said, secret);
            case "ExpiredTokenException", "ExpiredToken" ->
                new Trouble(
                        "aws_credentials_expired",
                        "The AWS session that pgrm signs with has expired",
                        "Renew the session (aws sso login, or new session keys), or run pgrm with a role, which renews"
                                + " itself");
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignatureException",
                    "IncompleteSignature" ->
                new Trouble(
                        "aws_credentials_invalid",
                        "AWS does not recognise the credentials in region " + secret.region() + ": " + said,
                        "Check the access key and this machine's clock, and that the account has enabled the region");
            default -> otherwise(refusal, code, said, secret);
        };
    }

    private static Trouble denied(String said, SecretKey secret) {
        if (said.contains("KMS") || said.contains("kms:")) {
            return new Trouble(
                    "kms_denied",
                    "The KMS key of " + secret.arn() + " may not be used: " + said,
                    "Allow kms:Decrypt on that key, in the IAM policy of whom pgrm runs as and in the key's policy");
        }
        Matcher parts = NOT_AUTHORIZED.matcher(said);
        if (!parts.find()) {
            return new Trouble(
                    "aws_access_denied",
                    "AWS denies reading " + secret.arn() + ": " + said,
                    "Allow secretsmanager:GetSecretValue on it in the IAM policy of whom pgrm runs as");
        }
        String on = parts.group(3) == null ? secret.arn() : parts.group(3);
        return new Trouble(
                "aws_access_denied",
                parts.group(1) + " may not " + parts.group(2) + " on " + on,
                advice(parts.group(2), on));
    }

    private static String advice(String action, String on) {
        return action.equals("sts:AssumeRole")
                ? "Allow sts:AssumeRole on " + on
                        + " in the IAM policy of whom pgrm runs as, and name them in the role's" + " trust policy"
                : "Allow " + action + " on " + on + " in the IAM policy of whom pgrm runs as; for a secret of another"
                        + " account, in the secret's resource policy too";
    }

    private static Trouble notFound(String said, SecretKey secret) {
        return said.contains("staging label")
                ? new Trouble(
                        "secret_without_value",
                        secret.arn() + " has no current version",
                        "Store a value in it, or finish the rotation that was begun")
                : new Trouble(
                        "secret_not_found",
                        "There is no secret " + secret.arn() + " in region " + secret.region(),
                        "Check region, account, name and the six characters at its end; a secret that was deleted and"
                                + " made again has another ARN");
    }

    private static Trouble invalidRequest(String said, SecretKey secret) {
        return said.contains("deletion")
                ? new Trouble(
                        "secret_deleted",
                        secret.arn() + " is marked for deletion",
                        "Restore it (aws secretsmanager restore-secret), or register the database with another")
                : new Trouble(
                        "aws_refused", "AWS refused to read " + secret.arn() + ": " + said, "Check the reference");
    }

    private static Trouble otherwise(AwsServiceException refusal, String code, String said, SecretKey secret) {
        if (refusal.isThrottlingException()) {
            return new Trouble(
                    "aws_throttled",
                    "AWS throttles the account in region " + secret.region() + ": " + said,
                    "It is tried again by itself; if it lasts, find out what else calls Secrets Manager so often");
        }
        return refusal.statusCode() >= 500
                ? new Trouble(
                        "aws_failed",
                        "Secrets Manager failed in region " + secret.region() + " (" + code + ")",
                        "It is tried again by itself; see the AWS Health Dashboard if it lasts")
                : new Trouble(
                        "aws_refused",
                        "AWS refused to read " + secret.arn() + " (" + code + "): " + said,
                        "Check the reference and the IAM policy");
    }

    private static Trouble notReached(SdkException failure, SecretKey secret) {
        String region = secret.region();
        if (hasCause(failure, UnknownHostException.class) && !Region.regions().contains(Region.of(region))) {
            return new Trouble(
                    "aws_region_unknown",
                    "There is no address for Secrets Manager in region " + region,
                    "Check the region in " + secret.arn());
        }
        return new Trouble(
                "aws_unreachable",
                "Secrets Manager in region " + region + " did not answer in time or could not be reached",
                "Check the way there: a VPC endpoint (com.amazonaws." + region + ".secretsmanager) or NAT, security"
                        + " groups, proxy, and AWS_ENDPOINT_URL if it is set");
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
