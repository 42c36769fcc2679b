package dev.pgrm.monitor;

import dev.pgrm.application.watch.Watching;
import dev.pgrm.domain.server.ServerId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;

/** A monitor in this JVM. */
final class Monitor implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ApplicationContext context;

    Monitor(ApplicationContext context) {
        this.context = context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Set<ServerId> watched() {
        return bean(Watching.class).watched();
    }

    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    String body(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        int port = bean(EmbeddedServer.class).getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
