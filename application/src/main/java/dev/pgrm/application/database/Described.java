package dev.pgrm.application.database;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A database in plain words, for the audit and for whoever is about to change it. */
final class Described {
    private Described() {}

    /** Who may be asked for which password on which way, above all. */
    static Map<String, String> inFull(DatabaseSpec spec) {
        var fields = new TreeMap<String, String>();
        fields.put("name", spec.name());
        fields.put("hosts", spec.hosts().all().toString());
        fields.put("targetSessionAttrs", Words.of(spec.hosts().target()));
        fields.put("database", spec.database());
        fields.put("role", Words.of(spec.role()));
        fields.put("tlsMode", Words.of(spec.tls().mode()));
        fields.put("tlsCa", said(spec.tls().authorities().text()));
        Access access = spec.access();
        fields.put("credentials", access.credentials().text());
        fields.put("credentialsHost", said(access.credentialsHost()));
        CredentialReference replication = access.replicationCredentials();
        fields.put("replicationCredentials", replication == null ? "none" : replication.text());
        IamRole role = access.iamRole();
        fields.put("iamRoleArn", role == null ? "none" : role.arn());
        fields.put("iamExternalId", role == null ? "none" : said(role.externalId()));
        fields.put("awsRegion", said(access.awsRegion()));
        fields.put("environment", said(spec.environment()));
        fields.put("provider", Words.of(spec.provider()));
        fields.put("vpcId", said(spec.network().vpcId()));
        fields.put("subnetIds", spec.network().subnetIds().toString());
        fields.put("securityGroupIds", spec.network().securityGroupIds().toString());
        fields.put("tags", new TreeMap<>(spec.tags()).toString());
        fields.put("notes", said(spec.notes()));
        return fields;
    }

    private static String said(@Nullable String value) {
        return Objects.requireNonNullElse(value, "none");
    }

    static Map<String, String> differences(DatabaseSpec before, DatabaseSpec after) {
        var old = inFull(before);
        var changed = new TreeMap<String, String>();
        inFull(after).forEach((field, value) -> {
            if (!Objects.equals(old.get(field), value)) {
                changed.put(field, old.get(field) + " -> " + value);
            }
        });
        return changed;
    }
}
