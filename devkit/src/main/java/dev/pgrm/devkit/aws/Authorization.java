package dev.pgrm.devkit.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SigV4 Authorization header. It is read, not verified: this endpoint knows nothing worth protecting. */
record Authorization(String accessKeyId, String region, String service) {
    private static final Pattern CREDENTIAL =
            Pattern.compile("Credential=([A-Za-z0-9]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
    private static final Pattern SIGNATURE = Pattern.compile("Signature=[0-9a-f]{64}");

    static Authorization of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw AwsError.missingAuthentication();
        }
        if (!header.startsWith("AWS4-HMAC-SHA256")) {
            throw AwsError.incompleteSignature("Unsupported AWS 'algorithm' in the Authorization header.");
        }
        require(header, "Credential=");
        require(header, "SignedHeaders=");
        require(header, "Signature=");
        Matcher credential = CREDENTIAL.matcher(header);
        if (!credential.find() || !SIGNATURE.matcher(header).find()) {
            throw AwsError.incompleteSignature("Credential or Signature in the Authorization header is malformed.");
        }
        return new Authorization(credential.group(1), credential.group(3), credential.group(4));
    }

    private static void require(String header, String part) {
        if (!header.contains(part)) {
            String name = part.substring(0, part.length() - 1);
            throw AwsError.incompleteSignature("Authorization header requires '" + name + "' parameter.");
        }
    }
}
