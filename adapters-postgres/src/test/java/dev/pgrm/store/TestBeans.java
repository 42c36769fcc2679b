package dev.pgrm.store;

import dev.pgrm.application.Format;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.server.ServerId;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** What the apps give to the store. */
@Factory
final class TestBeans {
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Enough to tell observations apart. */
    @Singleton
    @Primary
    Format<Observation> format() {
        return new Format<>() {
            @Override
            public String write(Observation observation) {
                return observation.serverId() + " " + observation.at();
            }

            @Override
            public Observation read(String text) {
                String[] parts = text.split(" ", 2);
                return unseen(ServerId.parse(parts[0]), Instant.parse(parts[1]));
            }
        };
    }

    static Unseen unseen(ServerId server, Instant at) {
        return new Unseen(server, at, at, new Trouble("refused", "It refuses", "Start it"), null);
    }
}
