package dev.pgrm.aws;

import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.CredentialReference;
import java.util.List;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** SSM's Parameter Store, which knows versions, but none that are being rotated. */
final class SsmKeeper implements SecretKeeper {
    private final SecretCalls<SsmClient> calls;
    private final SecretForm form;

    SsmKeeper(AwsIdentity identity, SecretForm form) {
        var clients = new AwsClients(identity);
        this.calls = new SecretCalls<>(
                clients, way -> clients.of(SsmClient.class, SsmClient::builder, way.region(), way.role()));
        this.form = form;
    }

    @Override
    public SecretReading read(SecretKey secret, Stage stage) {
        var reference = (CredentialReference.SsmParameter) secret.reference();
        return calls.read(secret, AwsAct.reading(reference, secret.region()), (client, attempts) -> {
            Parameter parameter = client.getParameter(get -> get.name(reference.name())
                            .withDecryption(true)
                            .overrideConfiguration(call -> call.addMetricPublisher(attempts)))
                    .parameter();
            return parameter.type() == ParameterType.SECURE_STRING
                    ? form.read(reference.text(), parameter.value())
                    : notEncrypted(reference);
        });
    }

    @Override
    public List<Stage> besides() {
        return List.of();
    }

    private static SecretReading notEncrypted(CredentialReference.SsmParameter reference) {
        return new SecretReading.Unusable(new Trouble(
                "secret_not_encrypted",
                reference.text() + " is a plain parameter, which everybody who may list parameters can read",
                "Store it anew as a SecureString (aws ssm put-parameter --type SecureString --overwrite), and change"
                        + " the password in it"));
    }

    @Override
    public void close() {
        calls.close();
    }
}
