package dev.pgrm.aws;

import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.CredentialReference;

/**
 * What is asked of AWS, as far as trouble with it has to be told.
 *
 * @param service its name for people
 * @param endpoint its name in addresses
 * @param action the IAM permission that it takes
 * @param subject on what, as it was registered
 * @param resource on what, as policies name it
 */
record AwsAct(String service, String endpoint, String action, String subject, String resource, String region) {
    static AwsAct reading(CredentialReference.SecretsManager secret) {
        return new AwsAct(
                "Secrets Manager",
                "secretsmanager",
                "secretsmanager:GetSecretValue",
                secret.arn(),
                secret.arn(),
                secret.region());
    }

    static AwsAct reading(CredentialReference.SsmParameter parameter, String region) {
        String name = parameter.name().startsWith("/") ? parameter.name() : "/" + parameter.name();
        return new AwsAct(
                "SSM",
                "ssm",
                "ssm:GetParameter",
                parameter.text(),
                "arn:" + AwsRegion.partition(region) + ":ssm:" + region + ":*:parameter" + name,
                region);
    }

    static AwsAct assuming(IamRole role, String region) {
        return new AwsAct("STS", "sts", "sts:AssumeRole", role.arn(), role.arn(), region);
    }

    boolean isSecret() {
        return endpoint.equals("secretsmanager");
    }
}
