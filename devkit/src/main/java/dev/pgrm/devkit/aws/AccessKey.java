package dev.pgrm.devkit.aws;

import org.jspecify.annotations.Nullable;

/** What a client signs with; the session token is there for the keys of an assumed role alone. */
public record AccessKey(String id, String secret, @Nullable String sessionToken) {

    static AccessKey longLived() {
        return new AccessKey("AKIA" + RandomText.upper(16), RandomText.mixed(40), null);
    }

    static AccessKey temporary() {
        return new AccessKey("ASIA" + RandomText.upper(16), RandomText.mixed(40), RandomText.mixed(160));
    }

    @Override
    public String toString() {
        return "AccessKey[id=" + id + "]";
    }
}
