package dev.pgrm.domain.topology;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An instance of RDS, perhaps of a region that was not looked through, of which little more than its ARN is known then.
 *
 * @param resourceId outlives renames
 * @param status as RDS says, if it was asked where this is
 */
record RdsMember(
        String identifier,
        String arn,
        @Nullable String resourceId,
        @Nullable Endpoint endpoint,
        @Nullable String status,
        boolean aurora) {

    static RdsMember of(RdsDatabase found) {
        return new RdsMember(
                found.identifier(),
                found.arn(),
                found.resourceId().isBlank() ? null : found.resourceId(),
                found.endpoint(),
                found.status(),
                found.aurora());
    }

    /** One that another names in a region or account that was not seen. */
    static RdsMember known(String arn, boolean aurora) {
        return new RdsMember(arn.substring(arn.lastIndexOf(':') + 1), arn, null, null, null, aurora);
    }

    ManagedBy managedBy() {
        return aurora ? ManagedBy.AURORA : ManagedBy.RDS;
    }

    /** Whether RDS was asked of it where it is, rather than of its other end. */
    boolean looked() {
        return status != null;
    }

    boolean available() {
        return "available".equals(status);
    }

    Evidence mainEvidence() {
        return Evidence.ofRds(resourceId == null ? arn : resourceId);
    }

    /** Its address is among them: whoever registers it there takes over its place. */
    Set<Evidence> evidence() {
        var evidence = new LinkedHashSet<Evidence>();
        evidence.add(mainEvidence());
        evidence.add(Evidence.ofRds(arn));
        if (endpoint != null) {
            evidence.add(Evidence.ofServerAt(endpoint));
        }
        return evidence;
    }

    Set<Evidence> streamEvidence() {
        var evidence = new LinkedHashSet<Evidence>();
        evidence.add(Evidence.ofRdsReplica(resourceId == null ? arn : resourceId));
        evidence.add(Evidence.ofRdsReplica(arn));
        return evidence;
    }

    /** RDS names the slot of a replica in another region by the region and the replica's resource id. */
    boolean hasSlot(String slot) {
        return resourceId != null
                && slot.startsWith("rds_")
                && slot.endsWith("_" + resourceId.toLowerCase(Locale.ROOT).replace('-', '_'));
    }
}
