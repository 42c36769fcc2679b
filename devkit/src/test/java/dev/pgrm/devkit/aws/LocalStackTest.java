package dev.pgrm.devkit.aws;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * The same contract against LocalStack, so that the endpoint is not its own judge. LocalStack's image starts with an
 * account's token only, since March 2026; an image that needs none can be named with {@code -Dpgrm.localstack.image}.
 */
@Tag("containers")
@EnabledIf(
        value = "canStart",
        disabledReason = "needs Docker, and either LOCALSTACK_AUTH_TOKEN in the environment"
                + " or -Dpgrm.localstack.image naming an image that starts without a token")
class LocalStackTest extends AwsContract {
    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final String IMAGE = System.getProperty("pgrm.localstack.image", "");

    private static LocalStackContainer container;

    static boolean canStart() {
        return (!token().isEmpty() || !IMAGE.isEmpty())
                && DockerClientFactory.instance().isDockerAvailable();
    }

    @BeforeAll
    static void start() {
        String image = IMAGE.isEmpty() ? "localstack/localstack:latest" : IMAGE;
        container = new LocalStackContainer(
                DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"));
        if (!token().isEmpty()) {
            container.withEnv(TOKEN, token());
        }
        container.start();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Override
    SdkClients clients() {
        return new SdkClients(
                container.getEndpoint(),
                AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey()),
                container.getRegion());
    }

    private static String token() {
        return System.getenv().getOrDefault(TOKEN, "");
    }

    /** LocalStack lets anyone assume any role. */
    @Override
    String roleArn() {
        return "arn:aws:iam::000000000000:role/reader";
    }
}
