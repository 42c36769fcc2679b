package dev.pgrm.devkit.aws;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class AwsEndpointTest extends AwsContract {
    private AwsEndpoint endpoint;
    private String role;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start();
        role = endpoint.identities().role("reader");
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Override
    SdkClients clients() {
        return SdkClients.of(endpoint);
    }

    @Override
    String roleArn() {
        return role;
    }
}
