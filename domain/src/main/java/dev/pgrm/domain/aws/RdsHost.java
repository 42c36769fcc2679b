package dev.pgrm.domain.aws;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the name of an RDS or Aurora endpoint tells of itself. */
public record RdsHost(Kind kind, String region) {
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9-]+\\.)+?(cluster-ro-|cluster-custom-|cluster-|proxy-)?[a-z0-9]+\\."
                    + "(?:([a-z]{2,}(?:-[a-z]+)+-\\d+)\\.rds\\.amazonaws\\.com"
                    + "|rds\\.(cn-[a-z]+-\\d+)\\.amazonaws\\.com\\.cn)");

    public enum Kind {
        INSTANCE,
        CLUSTER_WRITER,
        CLUSTER_READER,
        CLUSTER_CUSTOM,
        /** It pools connections, and carries neither replication nor anything that belongs to a session. */
        PROXY
    }

    /** Nothing when it is no such endpoint. */
    public static @Nullable RdsHost parse(String host) {
        Matcher name = NAME.matcher(host.toLowerCase(Locale.ROOT));
        if (!name.matches()) {
            return null;
        }
        Kind kind = switch (name.group(1)) {
            case null -> Kind.INSTANCE;
            case "cluster-" -> Kind.CLUSTER_WRITER;
            case "cluster-ro-" -> Kind.CLUSTER_READER;
            case "proxy-" -> Kind.PROXY;
            default -> Kind.CLUSTER_CUSTOM;
        };
        return new RdsHost(kind, name.group(2) == null ? name.group(3) : name.group(2));
    }
}
