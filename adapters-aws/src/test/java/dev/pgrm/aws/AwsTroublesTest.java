package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS says over the wire, through the official SDK, and what we make of it. */
class AwsTroublesTest {
    private static final CredentialReference.SsmParameter PARAMETER =
            (CredentialReference.SsmParameter) CredentialReference.parse("ssm:/orders");

    private AwsSite site;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
        site.aws.parameters().putSecure(AwsSite.REGION, "/orders", AwsSite.json("x"));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @ParameterizedTest(name = "{1}: {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
        400 | AccessDeniedException       | User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:sm:orders because no identity-based policy allows the secretsmanager:GetSecretValue action | aws_access_denied | "Resource": "arn:aws:sm:orders"
        400 | AccessDeniedException       | User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:sm:orders because no resource-based policy allows the secretsmanager:GetSecretValue action | aws_access_denied | in the resource policy of
        400 | AccessDeniedException       | User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:sm:orders with an explicit deny in a service control policy | aws_access_denied | denies it in so many words
        400 | AccessDeniedException       | User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue | aws_access_denied | Allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-
        400 | AccessDeniedException       | Access to KMS is not allowed                                             | kms_denied              | kms:Decrypt
        400 | AccessDeniedException       | User: arn:aws:iam::1:user/x is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:1:key/k because no identity-based policy allows the kms:Decrypt action | kms_denied | "Resource": "arn:aws:kms:eu-west-1:1:key/k"
        400 | AccessDeniedException       | The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access. | kms_denied | kms:Decrypt
        400 | DecryptionFailure           | Secrets Manager can't decrypt the protected secret text.                 | kms_key_unusable        | Enable the KMS key
        400 | InvalidKeyId                | arn:aws:kms:eu-west-1:1:key/k is disabled.                               | kms_key_unusable        | eu-west-1
        400 | ResourceNotFoundException   | Secrets Manager can't find the specified secret.                         | secret_not_found        | region
        400 | ResourceNotFoundException   | Secrets Manager can't find the specified secret value for staging label: AWSCURRENT | secret_without_value | Store a value
        400 | InvalidRequestException     | You can't perform this operation on the secret because it was marked for deletion. | secret_deleted | restore-secret
        400 | InvalidRequestException     | because                                                                  | aws_refused             | reference
        400 | ExpiredTokenException       | The security token included in the request is expired                    | aws_credentials_expired | Renew the session
        400 | UnrecognizedClientException | The security token included in the request is invalid.                   | aws_credentials_invalid | access key
        400 | InvalidSignatureException   | The request signature we calculated does not match                       | aws_credentials_invalid | access key
        400 | SomethingNew                | because                                                                  | aws_refused             | IAM policy
        400 | RegionDisabledException     | STS is not activated in this region                                      | aws_region_disabled     | Enable the region
        500 | InternalServiceError        | because                                                                  | aws_failed              | AWS Health Dashboard
        503 | ServiceUnavailable          | because                                                                  | aws_failed              | AWS Health Dashboard
        """)
    void what_secrets_manager_refuses_has_a_code_and_a_remedy(
            int status, String errorCode, String said, String code, String remedy) {
        // The SDK tries up to three times, and more often when it is throttled.
        for (int i = 0; i < 10; i++) {
            site.aws.troubles().refuse("secretsmanager:GetSecretValue", status, errorCode, said);
        }
        var secret = site.secret(AwsSite.REGION, "orders", AwsSite.json("x"));
        Trouble trouble = AwsSite.troubleOf(site.secretsManager(site.identity()).find(secret, Databases.with(secret)));
        assertThat(trouble.code()).isEqualTo(code);
        assertThat(trouble.remedy()).contains(remedy);
    }

    @ParameterizedTest(name = "{1}: {2} -> {3}")
    @CsvSource(delimiter = '|', textBlock = """
        400 | ParameterNotFound           | Parameter /orders not found.                    | secret_not_found  | awsRegion
        400 | ParameterVersionNotFound    | Systems Manager could not find version 9        | secret_not_found  | awsRegion
        400 | InvalidKeyId                | arn:aws:kms:eu-west-1:1:key/k is pending deletion. | kms_key_unusable | cancel its deletion
        400 | AccessDeniedException       | User: arn:aws:iam::1:user/x is not authorized to perform: ssm:GetParameter on resource: arn:aws:ssm:eu-west-1:1:parameter/orders because no identity-based policy allows the ssm:GetParameter action | aws_access_denied | "Action": "ssm:GetParameter"
        400 | ThrottlingException         | Rate exceeded                                   | aws_throttled     | SSM
        """)
    void what_ssm_refuses_has_a_code_and_a_remedy(
            int status, String errorCode, String said, String code, String remedy) {
        for (int i = 0; i < 10; i++) {
            site.aws.troubles().refuse("ssm:GetParameter", status, errorCode, said);
        }
        Trouble trouble = AwsSite.troubleOf(site.ssm(site.identity()).find(PARAMETER, Databases.with(PARAMETER)));
        assertThat(trouble.code()).isEqualTo(code);
        assertThat(trouble.remedy()).contains(remedy);
    }

    @Test
    void sts_that_is_not_enabled_in_a_region_is_told_apart_from_a_role_that_does_not_trust_us() {
        String role = site.aws.identities().role("reader");
        site.aws
                .troubles()
                .refuse("sts:AssumeRole", 403, "RegionDisabledException", "STS is not activated in this region");
        assertThat(AwsSite.troubleOf(site.ssm(site.identity()).find(PARAMETER, Databases.with(PARAMETER, role)))
                        .code())
                .isEqualTo("aws_region_disabled");

        site.aws.troubles().deny(Denial.of("sts:AssumeRole"));
        assertThat(AwsSite.troubleOf(site.ssm(site.identity()).find(PARAMETER, Databases.with(PARAMETER, role)))
                        .code())
                .isEqualTo("aws_role_denied");
    }

    /** The SDK sets its clock by AWS's and tries again, so it takes more than one refusal. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        InvalidSignatureException | Signature expired: 20261121T110000Z is now earlier than 20261121T115500Z
        InvalidSignatureException | Signature not yet current: 20261121T130000Z is still later than 20261121T120500Z
        SignatureDoesNotMatch     | Signature expired: 20261121T110000Z is now earlier than 20261121T115500Z
        RequestExpired            | Request has expired.
        """)
    void a_clock_that_is_wrong_is_told(String errorCode, String said) {
        for (int i = 0; i < 10; i++) {
            site.aws.troubles().refuse("ssm:GetParameter", 400, errorCode, said);
        }
        assertThat(AwsSite.troubleOf(site.ssm(site.identity()).find(PARAMETER, Databases.with(PARAMETER)))
                        .code())
                .isEqualTo("aws_clock_skewed");
    }

    @Test
    void what_follows_on_a_wrong_signature_is_not_repeated() {
        var refusal = AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("InvalidSignatureException")
                        .errorMessage("The request signature we calculated does not match.\n\nThe Canonical String for"
                                + " this request should have been\n'POST\nx-amz-security-token:s3cret'")
                        .build())
                .statusCode(403)
                .build();

        assertThat(AwsTroubles.of(refusal, AwsAct.reading(PARAMETER, AwsSite.REGION), new Attempts(false))
                        .toString())
                .contains("does not match")
                .doesNotContain("s3cret");
        assertThat(ActionOutcome.of(refusal, "ssm:GetParameter", "*", null).toString())
                .contains("does not match")
                .doesNotContain("s3cret");
    }

    @Test
    void nobody_at_the_other_end_is_told_with_the_way_there() {
        AwsIdentity identity = site.identity();
        site.aws.close();
        assertThat(site.ssm(identity).find(PARAMETER, Databases.with(PARAMETER)))
                .isInstanceOfSatisfying(Lookup.NotFound.class, found -> {
                    assertThat(found.trouble().code()).isEqualTo("aws_unreachable");
                    assertThat(found.trouble().remedy()).contains("com.amazonaws.eu-west-1.ssm");
                });
    }

    @Test
    void a_region_without_an_address_is_told_from_a_network_without_names() {
        SdkException noAddress = SdkClientException.create("unknown", new UnknownHostException("ssm"));
        assertThat(of(noAddress, "eu-wset-1").code()).isEqualTo("aws_region_unknown");
        assertThat(of(noAddress, "eu-west-1").code()).isEqualTo("aws_unreachable");
    }

    private static Trouble of(SdkException failure, String region) {
        return AwsTroubles.of(failure, AwsAct.reading(PARAMETER, region), new Attempts(false));
    }
}
