package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Secrets Manager, whose rotation keeps up to three versions of a secret. */
final class SecretsManagerKeeper implements SecretKeeper {
    private final SecretCalls<SecretsManagerClient> calls;
    private final SecretForm form;

    SecretsManagerKeeper(AwsIdentity identity, SecretForm form) {
        var clients = new AwsClients(identity);
        this.calls = new SecretCalls<>(
                clients,
                way -> clients.of(SecretsManagerClient.class, SecretsManagerClient::builder, way.region(), way.role()));
        this.form = form;
    }

    @Override
    public SecretReading read(SecretKey secret, Stage stage) {
        var reference = (CredentialReference.SecretsManager) secret.reference();
        return calls.read(secret, AwsAct.reading(reference), (client, attempts) -> {
            String text = client.getSecretValue(get -> get.secretId(reference.arn())
                            .versionStage(stage.name())
                            .overrideConfiguration(call -> call.addMetricPublisher(attempts)))
                    .secretString();
            return text == null ? bytes(reference) : form.read(reference.arn(), text);
        });
    }

    @Override
    public List<Stage> besides() {
        return List.of(Stage.AWSPENDING, Stage.AWSPREVIOUS);
    }

    private static SecretReading bytes(CredentialReference.SecretsManager reference) {
        return new SecretReading.Unusable(new Trouble(
                "secret_malformed",
                reference.arn() + " holds bytes rather than text",
                "Store it as JSON, as RDS does: {\"username\": \"...\", \"password\": \"...\"}"));
    }

    @Override
    public void close() {
        calls.close();
    }
}
