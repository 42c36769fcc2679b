package dev.pgrm.domain.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The log files of instances.
 *
 * @param files by the ARN of the instance
 */
public record RdsLogs(Map<String, Listing> files, List<RdsInventory.Blind> troubles) {
    public RdsLogs {
        files = Map.copyOf(files);
        troubles = List.copyOf(troubles);
    }

    public record Listing(List<LogFile> files) {
        public Listing {
            files = List.copyOf(files);
        }
    }

    public record LogFile(String name, long bytes, Instant lastWritten) {}

    /** An instance whose log files are asked for. */
    public record Of(String identifier, String arn, RdsPlace place) {}
}
