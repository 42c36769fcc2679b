package dev.pgrm.api.health;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How well something is; what is wrong, worst first. */
@Serdeable
public record HealthBody(String verdict, List<FindingBody> findings) {

    @Serdeable
    public record FindingBody(
            String code,
            String severity,
            String message,
            String remedy,
            @Nullable Instant since) {
        static FindingBody of(Finding finding) {
            return new FindingBody(
                    finding.code(), Words.of(finding.severity()), finding.message(), finding.remedy(), finding.since());
        }
    }

    public static HealthBody of(Health health) {
        return new HealthBody(
                Words.of(health.verdict()),
                health.findings().stream().map(FindingBody::of).toList());
    }
}
