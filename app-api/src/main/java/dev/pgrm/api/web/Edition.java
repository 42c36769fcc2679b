package dev.pgrm.api.web;

import io.micronaut.core.util.SupplierUtil;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * JSON that many ask for, written and compressed once, when the first one asks: what changes ten times a second while everybody hears of
 * it in another way is not written for nobody.
 */
public final class Edition {
    /** Named, and not refused by a weight of zero. */
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    private final String etag;
    private final Supplier<String> text;
    private final Supplier<byte[]> plain;
    private final Supplier<byte[]> gzipped;
    private volatile boolean compressed;

    /**
     * @param version another for every other content
     * @param content the same whenever it is asked
     */
    public Edition(String version, Supplier<String> content) {
        etag = '"' + version + '"';
        text = SupplierUtil.memoized(content);
        plain = SupplierUtil.memoized(() -> text.get().getBytes(StandardCharsets.UTF_8));
        gzipped = SupplierUtil.memoized(() -> gzip(plain.get()));
    }

    public String etag() {
        return etag;
    }

    public String text() {
        return text.get();
    }

    /** Whether an answer takes no time, so that a thread of the network may give it. */
    public boolean isAtHand(HttpRequest<?> request) {
        return compressed || isKnown(request);
    }

    /** In the form in which it is asked for, or not at all to whoever has it already. */
    public HttpResponse<byte[]> answer(HttpRequest<?> request) {
        if (isKnown(request)) {
            return named(HttpResponse.notModified());
        }
        if (!acceptsGzip(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING))) {
            return named(HttpResponse.ok(plain.get()).contentType(MediaType.APPLICATION_JSON_TYPE));
        }
        byte[] body = gzipped.get();
        compressed = true;
        return named(HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE))
                .header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }

    private boolean isKnown(HttpRequest<?> request) {
        return etag.equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH));
    }

    private MutableHttpResponse<byte[]> named(MutableHttpResponse<byte[]> response) {
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private static boolean acceptsGzip(@Nullable String accepted) {
        return accepted != null && GZIP.matcher(accepted).find();
    }

    private static byte[] gzip(byte[] plain) {
        var out = new ByteArrayOutputStream(plain.length / 4);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
