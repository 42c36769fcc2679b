package dev.pgrm.api.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** JSON that many ask for, written and compressed once. Nobody compares two, so arrays do no harm. */
@SuppressWarnings("ArrayRecordComponent")
public record Edition(String etag, byte[] plain, byte[] gzipped) {
    /** Named, and not refused by a weight of zero. */
    private static final Pattern GZIP = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");

    /** @param version another for every other content */
    public static Edition of(String version, String content) {
        byte[] plain = content.getBytes(StandardCharsets.UTF_8);
        return new Edition('"' + version + '"', plain, gzip(plain));
    }

    /** In the form in which it is asked for, or not at all to whoever has it already. */
    public HttpResponse<byte[]> answer(HttpRequest<?> request) {
        if (etag.equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
            return HttpResponse.<byte[]>notModified().header(HttpHeaders.ETAG, etag);
        }
        boolean gzip = acceptsGzip(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING));
        var response = HttpResponse.ok(gzip ? gzipped : plain)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return gzip ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
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
