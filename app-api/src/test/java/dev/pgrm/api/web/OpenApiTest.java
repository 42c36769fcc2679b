package dev.pgrm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.WithApi;
import io.micronaut.web.router.Router;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

@WithApi
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private static Map<?, ?> paths() {
        Reply reply = RunningApi.shared().program().get("/openapi.yml").is(200);
        assertThat(reply.header("Content-Type")).startsWith("application/yaml");
        Map<?, ?> description = new Yaml(new SafeConstructor(new LoaderOptions())).load(reply.body());
        return (Map<?, ?>) Objects.requireNonNull(description.get("paths"));
    }

    @Test
    void describes_every_way_into_the_api() {
        Set<String> described = new TreeSet<>();
        paths().forEach((path, item) -> ((Map<?, ?>) item)
                .keySet().stream()
                        .map(String::valueOf)
                        .filter(METHODS::contains)
                        .forEach(method -> described.add(method + " " + path)));
        Set<String> routed = RunningApi.shared()
                .bean(Router.class)
                .uriRoutes()
                .filter(route -> METHODS.contains(route.getHttpMethodName().toLowerCase(Locale.ROOT)))
                .map(route -> route.getHttpMethodName().toLowerCase(Locale.ROOT) + " "
                        + route.getUriMatchTemplate().toPathString())
                .filter(route -> route.contains(" /api/") && !route.endsWith(" /api/ws"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routed).hasSizeGreaterThan(8);
        assertThat(described).containsAll(routed);
    }

    @Test
    void asks_for_nothing_that_no_caller_sends() {
        String description =
                RunningApi.shared().program().get("/openapi.yml").is(200).body();
        assertThat(description.toLowerCase(Locale.ROOT)).doesNotContain("actor");
        paths().forEach((path, item) -> {
            var ways = (Map<?, ?>) item;
            for (String bodiless : Set.of("get", "delete")) {
                assertThat(ways.get(bodiless) instanceof Map<?, ?> way && way.containsKey("requestBody"))
                        .as("%s %s", bodiless, path)
                        .isFalse();
            }
        });
    }

    @Test
    void tells_with_which_status_a_database_comes_and_goes() {
        assertThat(statuses("/api/databases", "post")).isEqualTo(Set.of("201"));
        assertThat(statuses("/api/databases/{id}", "delete")).isEqualTo(Set.of("204"));
    }

    private static Set<?> statuses(String path, String method) {
        var way =
                (Map<?, ?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(paths().get(path))).get(method));
        return ((Map<?, ?>) Objects.requireNonNull(way.get("responses"))).keySet();
    }

    @Test
    void describes_nothing_that_is_not_there() {
        assertThat(paths().keySet())
                .allSatisfy(path -> assertThat(String.valueOf(path)).startsWith("/api/"));
    }
}
