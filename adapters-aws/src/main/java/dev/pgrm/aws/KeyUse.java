package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.AwsRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What reading secrets shows of kms:Decrypt, which is needed behind it and cannot be tried by itself. */
final class KeyUse {
    private static final String ACTION = "kms:Decrypt";
    private static final Pattern KEY = Pattern.compile("arn:[a-z-]+:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]+");

    private KeyUse() {}

    /** A reading that a key prevented was allowed itself. */
    static List<Check> told(List<Check> checks, String region) {
        var told = new ArrayList<Check>();
        boolean shown = false;
        for (Check check : checks) {
            if (check.outcome() instanceof Outcome.Denied(var trouble)
                    && trouble.code().equals(ActionOutcome.KEY_DENIED)) {
                told.add(with(check, check.action(), check.resource(), new Outcome.Allowed("up to the KMS key")));
                told.add(with(check, ACTION, key(check, trouble), check.outcome()));
                shown = true;
            } else {
                told.add(check);
            }
        }
        if (!shown) {
            told.add(byReading(checks, region));
        }
        return told;
    }

    private static Check byReading(List<Check> checks, String region) {
        String any = "arn:" + AwsRegion.partition(region) + ":kms:" + region + ":*:key/*";
        boolean read = checks.stream()
                .filter(check -> check.action().equals(Probes.READ_SECRET)
                        || check.action().equals(Probes.READ_PARAMETER))
                .anyMatch(check -> check.outcome() instanceof Outcome.Allowed(var detail) && detail.equals(Probe.READ));
        return new Check(
                "kms",
                ACTION,
                any,
                null,
                read
                        ? new Outcome.Allowed("as reading secrets shows")
                        : new Outcome.Skipped(new Trouble(
                                "kms_not_shown",
                                "No secret was read that would show it",
                                "It is needed for secrets under a key of your own alone")),
                null);
    }

    private static String key(Check check, Trouble trouble) {
        Matcher named = KEY.matcher(trouble.message());
        if (named.find()) {
            return named.group();
        }
        String[] secret = check.resource().split(":", 6);
        return secret.length < 5
                ? "*"
                : "arn:" + secret[1] + ":kms:" + secret[3] + ":" + (secret[4].isEmpty() ? "*" : secret[4]) + ":key/*";
    }

    private static Check with(Check check, String action, String resource, Outcome outcome) {
        return new Check(action.substring(0, action.indexOf(':')), action, resource, check.as(), outcome, check.took());
    }
}
