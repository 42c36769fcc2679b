package dev.pgrm.api.web;

import dev.pgrm.api.signin.SignedIn;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.domain.Words;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Controller
@Produces(MediaType.TEXT_HTML)
@Hidden
final class Pages {
    @Get("/")
    ModelAndView<Map<String, Object>> topology(Authentication authentication) {
        return page("topology", "Topology", authentication);
    }

    @Get("/streams/new")
    ModelAndView<Map<String, Object>> newStream(Authentication authentication) {
        return place("newStream", "New stream", authentication);
    }

    @Get("/streams/{id}")
    ModelAndView<Map<String, Object>> stream(@PathVariable String id, Authentication authentication) {
        return place("stream", "Stream", authentication);
    }

    @Get("/dashboard")
    ModelAndView<Map<String, Object>> dashboard(Authentication authentication) {
        return place("dashboard", "Dashboard", authentication);
    }

    @Get("/databases")
    ModelAndView<Map<String, Object>> databases(Authentication authentication) {
        return place("databases", "Databases", authentication);
    }

    /** Also a new one. */
    @Get("/databases/{id}")
    ModelAndView<Map<String, Object>> database(@PathVariable String id, Authentication authentication) {
        return place("database", id.equals("new") ? "Register a database" : "Database", authentication);
    }

    @Get("/slots")
    ModelAndView<Map<String, Object>> slots(Authentication authentication) {
        return place("slots", "Slots", authentication);
    }

    @Get("/operations")
    ModelAndView<Map<String, Object>> operations(Authentication authentication) {
        return place("operations", "Operations", authentication);
    }

    @Get("/operations/{id}")
    ModelAndView<Map<String, Object>> operation(@PathVariable String id, Authentication authentication) {
        return place("operation", "Operation", authentication);
    }

    @Get("/settings")
    ModelAndView<Map<String, Object>> settings(Authentication authentication) {
        return place("settings", "Settings", authentication);
    }

    @Get("/docs")
    ModelAndView<Map<String, Object>> docs(Authentication authentication) {
        return page("docs", "API", authentication);
    }

    /** Whoever is signed in already goes on to where they wanted. */
    @Get("/login")
    Object login(@Nullable Authentication authentication) {
        return authentication == null ? page("login", "Sign in", null) : HttpResponse.seeOther(URI.create("/"));
    }

    /** Drawn by the script of its name. */
    private static ModelAndView<Map<String, Object>> place(String name, String title, Authentication authentication) {
        return new ModelAndView<>("place", model(name, title, authentication));
    }

    private static ModelAndView<Map<String, Object>> page(
            String name, String title, @Nullable Authentication authentication) {
        return new ModelAndView<>(name, model(name, title, authentication));
    }

    private static Map<String, Object> model(String name, String title, @Nullable Authentication authentication) {
        Map<String, Object> model = new HashMap<>(Map.of("title", title, "page", name, "version", Version.TEXT));
        if (authentication != null) {
            Actor actor = SignedIn.actor(authentication);
            model.put(
                    "user",
                    Map.of(
                            "name",
                            actor.name(),
                            "roles",
                            actor.roles().stream().map(Words::of).sorted().toList()));
            String csrfToken = SignedIn.csrfToken(authentication);
            if (csrfToken != null) {
                model.put("csrfToken", csrfToken);
            }
        }
        return model;
    }
}
