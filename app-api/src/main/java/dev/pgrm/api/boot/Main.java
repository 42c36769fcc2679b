package dev.pgrm.api.boot;

import dev.pgrm.application.settings.Settings;
import dev.pgrm.base.Deployable;
import io.micronaut.context.ApplicationContext;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.util.Map;

/** Starts the API. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "pgrm, the PostgreSQL Replication Manager",
                        version = "0.1",
                        description =
                                "Times are ISO 8601 in UTC, sizes are bytes, durations are seconds. Errors are problem details"
                                        + " (RFC 9457) with a stable code and a remedy."),
        security = @SecurityRequirement(name = "key"))
@SecurityScheme(
        name = "key",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "The key of the installation (AUTH_KEY). Browsers use a session cookie and X-CSRF-Token instead.")
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Deployable.run("pgrm api", Main::start);
    }

    /** With the given environment, for as long as the returned context is not closed. */
    public static ApplicationContext start(Map<String, String> environment) throws Settings.Invalid {
        ApiSettings settings = ApiSettings.read(environment);
        return Deployable.start("api", settings.base(), settings.singletons());
    }
}
