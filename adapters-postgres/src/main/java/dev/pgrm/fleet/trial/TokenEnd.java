package dev.pgrm.fleet.trial;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Until when a token of IAM is good: it is a signed URL, which says so in the open. */
final class TokenEnd {
    private static final Pattern SIGNED = Pattern.compile("[?&]X-Amz-Date=(\\d{8}T\\d{6}Z)(?:&|$)");
    private static final Pattern LASTS = Pattern.compile("[?&]X-Amz-Expires=(\\d{1,6})(?:&|$)");
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TokenEnd() {}

    /** As the end of a sentence; nothing when it is no token, or does not say. */
    static String told(CredentialReference reference, Credential credential) {
        if (!(reference instanceof RdsIam) || credential.password() == null) {
            return "";
        }
        Matcher signed = SIGNED.matcher(credential.password());
        Matcher lasts = LASTS.matcher(credential.password());
        if (!signed.find() || !lasts.find()) {
            return "";
        }
        Instant end =
                Instant.from(BASIC.parse(signed.group(1))).plus(Duration.ofSeconds(Long.parseLong(lasts.group(1))));
        return ", with a token that opens sessions until " + end;
    }
}
