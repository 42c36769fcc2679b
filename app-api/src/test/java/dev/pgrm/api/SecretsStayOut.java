package dev.pgrm.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After each class that starts the API: no secret of the run so far has come into the log. */
public final class SecretsStayOut implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(Captured.lines()).as("the log").isNotEmpty();
        assertThat(Captured.leaks()).as("lines of the log that hold a secret").isEmpty();
    }
}
