package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class AwsTroublesTest {
    @Test
    void a_region_without_an_address_is_told_from_a_network_without_names() {
        SdkException noAddress = SdkClientException.create("unknown", new UnknownHostException("secretsmanager"));
        assertThat(of(noAddress, "eu-wset-1").code()).isEqualTo("aws_region_unknown");
        assertThat(of(noAddress, "eu-west-1").code()).isEqualTo("aws_unreachable");
        assertThat(of(noAddress, "eu-west-1").remedy()).contains("com.amazonaws.eu-west-1.secretsmanager");
    }

    @ParameterizedTest
    @CsvSource({
        "InternalServiceError, 500, aws_failed",
        "ServiceUnavailable, 503, aws_failed",
        "SomethingNew, 400, aws_refused",
        "AccessDenied, 403, aws_access_denied",
        "DecryptionFailure, 400, kms_key_unusable",
        "InvalidRequestException, 400, aws_refused"
    })
    void every_refusal_has_a_code_and_a_remedy(String errorCode, int status, String code) {
        Trouble trouble = of(refusal(errorCode, status, "because"), "eu-west-1");
        assertThat(trouble.code()).isEqualTo(code);
        assertThat(trouble.remedy()).isNotBlank();
    }

    @Test
    void a_secret_marked_for_deletion_or_without_a_value_is_told_as_such() {
        assertThat(of(refusal("InvalidRequestException", 400, "it was marked for deletion."), "eu-west-1")
                        .code())
                .isEqualTo("secret_deleted");
        assertThat(of(refusal("ResourceNotFoundException", 400, "value for staging label: AWSCURRENT"), "eu-west-1")
                        .code())
                .isEqualTo("secret_without_value");
    }

    @Test
    void a_denial_without_a_resource_names_the_secret() {
        String said = "User: arn:aws:iam::1:user/x is not authorized to perform: secretsmanager:GetSecretValue";
        assertThat(of(refusal("AccessDeniedException", 400, said), "eu-west-1").message())
                .endsWith("may not secretsmanager:GetSecretValue on "
                        + arn("eu-west-1").arn());
    }

    private static Trouble of(SdkException failure, String region) {
        return AwsTroubles.of(failure, new SecretKey(arn(region), null));
    }

    private static CredentialReference.SecretsManager arn(String region) {
        return (CredentialReference.SecretsManager)
                CredentialReference.parse("arn:aws:secretsmanager:" + region + ":123456789012:secret:orders-a1b2c3");
    }

    private static AwsServiceException refusal(String errorCode, int status, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(errorCode)
                        .errorMessage(message)
                        .build())
                .build();
    }
}
