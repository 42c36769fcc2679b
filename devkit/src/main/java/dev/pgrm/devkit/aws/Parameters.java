package dev.pgrm.devkit.aws;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of SSM's Parameter Store, of all regions. */
public final class Parameters {
    private final Clock clock;
    private final Map<String, Parameter> parameters = new HashMap<>();

    record Parameter(String name, String type, String value, int version, Instant changed) {
        @Override
        public String toString() {
            return "Parameter[name=" + name + "]";
        }
    }

    Parameters(Clock clock) {
        this.clock = clock;
    }

    /** A SecureString, new or with a new version. */
    public void putSecure(String region, String name, String value) {
        put(region, name, "SecureString", value);
    }

    /** A String, which is kept in the clear. */
    public void putPlain(String region, String name, String value) {
        put(region, name, "String", value);
    }

    synchronized Parameter put(String region, String name, String type, String value) {
        Parameter former = find(region, name);
        int version = former == null ? 1 : former.version() + 1;
        var parameter = new Parameter(name, type, value, version, clock.instant());
        parameters.put(region + ":" + name, parameter);
        return parameter;
    }

    synchronized @Nullable Parameter find(String region, String name) {
        return parameters.get(region + ":" + name);
    }
}
