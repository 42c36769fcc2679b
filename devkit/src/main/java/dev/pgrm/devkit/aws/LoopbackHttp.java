package dev.pgrm.devkit.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** The JDK's HTTP server, on loopback alone, with a virtual thread for each request. Only this class knows it. */
final class LoopbackHttp implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** Answers one request. */
    @FunctionalInterface
    interface Door {
        Answer answer(Incoming request);
    }

    LoopbackHttp(int port, Door door) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                write(exchange, door.answer(read(exchange)));
            }
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The SDK compresses the larger bodies it sends to CloudWatch. */
    private static Incoming read(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        var first = new HashMap<String, String>();
        headers.forEach((name, values) -> first.put(name, values.getFirst()));
        boolean packed = "gzip".equalsIgnoreCase(headers.getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream plain = packed ? new GZIPInputStream(raw) : raw) {
            return new Incoming(exchange.getRequestURI().getPath(), first, plain.readAllBytes());
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
