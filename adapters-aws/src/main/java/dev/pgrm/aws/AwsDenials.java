package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.IamRole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who may not do what, and which policy would allow it. AWS tells it in a sentence alone, and not always the whole of it. */
final class AwsDenials {
    private static final Pattern WHO = Pattern.compile("User: (\\S+) is not authorized");
    private static final Pattern ACTION = Pattern.compile("perform: ([a-z0-9-]+:[A-Za-z]+)");
    private static final Pattern RESOURCE = Pattern.compile("on resource: (arn:\\S+?)[.,]?(?:\\s|$)");

    private AwsDenials() {}

    static Trouble of(String said, AwsAct act) {
        if (said.contains("KMS") || said.contains("kms:") || said.contains("customer master key")) {
            return new Trouble(
                    "kms_denied",
                    "The KMS key of " + act.subject() + " may not be used: " + said,
                    "Allow kms:Decrypt on that key, in the IAM policy of whom pgrm runs as and in the key's policy: "
                            + PolicyStatement.allow("kms:Decrypt", found(RESOURCE, said, "ARN of the key")));
        }
        String action = found(ACTION, said, act.action());
        String resource = found(RESOURCE, said, act.resource());
        return new Trouble(
                "aws_access_denied",
                found(WHO, said, "pgrm") + " may not " + action + " on " + resource + reason(said),
                remedy(said, act, action, resource));
    }

    static Trouble ofRole(String said, IamRole role) {
        String who = found(WHO, said, "pgrm");
        String principal = who.startsWith("arn:") ? who : "ARN of whom pgrm runs as";
        return new Trouble(
                "aws_role_denied",
                who + " may not assume " + role.arn()
                        + (role.externalId() == null ? "" : " with the external id of the database"),
                "Allow sts:AssumeRole on it in the IAM policy of whom pgrm runs as, "
                        + PolicyStatement.allow("sts:AssumeRole", role.arn())
                        + ", and see that the role's trust policy has, with the external id that its owner demands if any, "
                        + PolicyStatement.trust(principal, role));
    }

    private static String reason(String said) {
        int because = said.indexOf(" because ");
        int explicit = said.indexOf(" with an explicit deny ");
        int from = because >= 0 ? because : explicit;
        return from < 0 ? "" : said.substring(from);
    }

    private static String remedy(String said, AwsAct act, String action, String resource) {
        if (said.contains("explicit deny")) {
            return "A policy denies it in so many words, which no other can allow: change that statement"
                    + " (service control policy, permissions boundary, VPC endpoint policy or resource policy)";
        }
        String allow = "Allow " + action + " on " + resource;
        String statement = PolicyStatement.allow(action, resource);
        if (said.contains("no resource-based policy")) {
            return allow + " to whom pgrm runs as in the resource policy of " + act.subject() + ": " + statement;
        }
        return allow + " in the IAM policy of whom pgrm runs as: " + statement
                + (act.isSecret() ? "; for a secret of another account, in the secret's resource policy too" : "");
    }

    private static String found(Pattern pattern, String said, String otherwise) {
        Matcher matcher = pattern.matcher(said);
        return matcher.find() ? matcher.group(1) : otherwise;
    }
}
