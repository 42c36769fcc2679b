package dev.pgrm.devkit.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which version each staging label is attached to. A label is attached to one version at most, and whenever AWSCURRENT
 * moves, AWSPREVIOUS goes to the version it left.
 */
final class StagingLabels {
    static final String CURRENT = "AWSCURRENT";
    static final String PENDING = "AWSPENDING";
    static final String PREVIOUS = "AWSPREVIOUS";

    private final Map<String, String> versionOfLabel = new TreeMap<>();

    @Nullable
    String versionOf(String label) {
        return versionOfLabel.get(label);
    }

    List<String> of(String version) {
        return versionOfLabel.entrySet().stream()
                .filter(attached -> attached.getValue().equals(version))
                .map(Map.Entry::getKey)
                .toList();
    }

    void attach(String label, String version) {
        String left = versionOfLabel.put(label, version);
        if (label.equals(CURRENT) && left != null && !left.equals(version)) {
            versionOfLabel.put(PREVIOUS, left);
        }
    }

    /** UpdateSecretVersionStage: the version that loses the label must be named. */
    void move(String label, @Nullable String from, @Nullable String to) {
        String holder = versionOfLabel.get(label);
        if (holder != null && !holder.equals(from) && !holder.equals(to)) {
            throw AwsError.badRequest(
                    "InvalidParameterException",
                    "The parameter RemoveFromVersionId can't be empty. Staging label " + label
                            + " is currently attached to version " + holder
                            + ", so you must explicitly reference that version in RemoveFromVersionId.");
        }
        if (holder == null && from != null) {
            throw AwsError.badRequest(
                    "InvalidParameterException", "Staging label " + label + " is not attached to version " + from);
        }
        if (to != null) {
            attach(label, to);
        } else if (label.equals(CURRENT)) {
            throw AwsError.badRequest(
                    "InvalidParameterException",
                    "You can only move staging label AWSCURRENT to a different secret version."
                            + " It can't be completely removed.");
        } else {
            versionOfLabel.remove(label);
        }
    }
}
