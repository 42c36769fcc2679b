package dev.pgrm.api.web;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URL;

/** The description of the API, made from its code when it is built. */
@Controller
@Hidden
final class OpenApiDescription {
    private final URL description;

    OpenApiDescription(ResourceResolver resources) {
        description = resources
                .getResource("classpath:META-INF/swagger/openapi.yml")
                .orElseThrow(() -> new IllegalStateException("the build left out the description of the API"));
    }

    @Get("/openapi.yml")
    HttpResponse<StreamedFile> description() {
        return HttpResponse.ok(new StreamedFile(description)).contentType(MediaType.of("application/yaml"));
    }
}
