package dev.pgrm.api.database;

import dev.pgrm.application.Recurrence;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.database.FollowingDatabasesFile;
import dev.pgrm.application.database.FollowingDatabasesFile.State;
import dev.pgrm.domain.Words;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import org.reactivestreams.Publisher;

/**
 * Looks at the file of databases again and again, and says how it stands: as a metric, and in health, where it tells and does not
 * count, since an API with a wrong file serves what was right before.
 */
@Context
@Requires(beans = DatabasesFile.class)
final class DatabasesFileWatch implements HealthIndicator {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final FollowingDatabasesFile file;
    private final Recurrence looking;

    DatabasesFileWatch(FollowingDatabasesFile file, StoreGate store, MeterRegistry meters) {
        this.file = file;
        Gauge.builder("pgrm.databases.file.valid", file, each -> each.state() == State.VALID ? 1 : 0)
                .description("1 while the registry follows the file of databases, 0 while that is wrong or missing")
                .register(meters);
        this.looking = Recurrence.start("databases file", PACE, () -> {
            if (store.isOpen()) {
                file.look();
            }
        });
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("databasesFile", HealthStatus.UP)
                .details(Map.of("state", Words.of(file.state())))
                .build());
    }

    @PreDestroy
    void stop() {
        looking.close();
    }
}
