package dev.pgrm.devkit.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who may sign: users with lasting keys, roles, and the sessions of roles with keys that expire. */
public final class Identities {
    public static final String ACCOUNT = "123456789012";

    private final Clock clock;
    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, Role> roles = new HashMap<>();

    private record Role(String id, @Nullable String externalId) {
        boolean trusts(@Nullable String given) {
            return externalId == null || externalId.equals(given);
        }
    }

    Identities(Clock clock) {
        this.clock = clock;
    }

    public synchronized AccessKey user(String name) {
        AccessKey key = AccessKey.longLived();
        String arn = "arn:aws:iam::" + ACCOUNT + ":user/" + name;
        callers.put(key.id(), new Caller(key, arn, "AIDA" + RandomText.upper(16), null));
        return key;
    }

    /** A role anyone may assume. */
    public synchronized String role(String name) {
        return addRole(name, null);
    }

    /** A role that is assumed with this external id alone. */
    public synchronized String role(String name, String externalId) {
        return addRole(name, externalId);
    }

    /** Keys of a role's session, as AssumeRole gives them. */
    public synchronized AccessKey session(String roleArn, String sessionName, Duration lifetime) {
        Role role = Objects.requireNonNull(roles.get(roleArn), "no such role: " + roleArn);
        return open(role, roleArn, sessionName, lifetime).key();
    }

    /** Whatever these keys sign from now on is answered as signed with an expired token. */
    public synchronized void expire(AccessKey key) {
        callers.computeIfPresent(
                key.id(), (_, caller) -> new Caller(caller.key(), caller.arn(), caller.userId(), clock.instant()));
    }

    /** Null when there is no such role or it does not trust this caller: AWS does not tell which. */
    synchronized @Nullable Caller assume(
            String roleArn, String sessionName, @Nullable String externalId, Duration life) {
        Role role = roles.get(roleArn);
        if (role == null || !role.trusts(externalId)) {
            return null;
        }
        return open(role, roleArn, sessionName, life);
    }

    private Caller open(Role role, String roleArn, String sessionName, Duration life) {
        AccessKey key = AccessKey.temporary();
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        String arn = "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + name + "/" + sessionName;
        Caller caller = new Caller(
                key, arn, role.id() + ":" + sessionName, clock.instant().plus(life));
        callers.put(key.id(), caller);
        return caller;
    }

    synchronized @Nullable Caller find(String accessKeyId) {
        return callers.get(accessKeyId);
    }

    synchronized Caller callerOf(Authorization signed, @Nullable String token) {
        Caller caller = callers.get(signed.accessKeyId());
        if (caller == null || !Objects.equals(caller.key().sessionToken(), token)) {
            throw AwsError.unrecognisedClient();
        }
        if (caller.expiredAt(clock.instant())) {
            throw AwsError.expiredToken();
        }
        return caller;
    }

    private String addRole(String name, @Nullable String externalId) {
        String arn = "arn:aws:iam::" + ACCOUNT + ":role/" + name;
        roles.put(arn, new Role("AROA" + RandomText.upper(16), externalId));
        return arn;
    }
}
