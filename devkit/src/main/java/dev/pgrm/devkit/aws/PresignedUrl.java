package dev.pgrm.devkit.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A GET request that is signed in its query, without its scheme, as an IAM database token is.
 *
 * @param written the query's parameters as they are written, in the order in which they are signed
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">SigV4</a>
 */
record PresignedUrl(String address, Map<String, String> written) {
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final Pattern CREDENTIAL =
            Pattern.compile("([A-Za-z0-9]+)/((\\d{8})/([a-z0-9-]+)/rds-db/aws4_request)");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    static @Nullable PresignedUrl parse(String text) {
        int query = text.indexOf("/?");
        if (query < 0) {
            return null;
        }
        var written = new TreeMap<String, String>();
        for (String parameter : text.substring(query + 2).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals < 0) {
                return null;
            }
            written.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        var url = new PresignedUrl(text.substring(0, query), written);
        return url.credential().matches() ? url : null;
    }

    boolean isFor(String wanted) {
        return address.equalsIgnoreCase(wanted);
    }

    /** Empty when there is none. */
    String parameter(String name) {
        return URLDecoder.decode(written.getOrDefault(name, ""), StandardCharsets.UTF_8);
    }

    String accessKeyId() {
        return part(1);
    }

    String region() {
        return part(4);
    }

    @Nullable
    Instant signedAt() {
        try {
            return LocalDateTime.parse(parameter("X-Amz-Date"), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** At most a quarter of an hour, whatever it says itself. */
    Duration lifetime() {
        String seconds = parameter("X-Amz-Expires");
        return seconds.matches("\\d{1,3}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    boolean isSignedWith(String secret) {
        try {
            byte[] given = HexFormat.of().parseHex(parameter(SIGNATURE));
            return MessageDigest.isEqual(given, signature(secret));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private byte[] signature(String secret) {
        String scope = part(2);
        byte[] key = bytes("AWS4" + secret);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return hmac(key, "AWS4-HMAC-SHA256\n" + parameter("X-Amz-Date") + "\n" + scope + "\n" + sha256(canonical()));
    }

    private String canonical() {
        String query = written.entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(SIGNATURE))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return "GET\n/\n" + query + "\nhost:" + address + "\n\nhost\n" + sha256("");
    }

    private Matcher credential() {
        return CREDENTIAL.matcher(parameter("X-Amz-Credential"));
    }

    private String part(int group) {
        Matcher credential = credential();
        return credential.matches() ? credential.group(group) : "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "PresignedUrl[address=" + address + "]";
    }
}
