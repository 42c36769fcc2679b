package dev.pgrm.store;

import dev.pgrm.application.Format;
import dev.pgrm.application.history.Element;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.operation.Work;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.json.JsonFormats;
import io.micronaut.context.annotation.Factory;
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

    @Singleton
    Format<Observation> format() {
        return JsonFormats.OBSERVATION;
    }

    @Singleton
    Format<Element> elementFormat() {
        return JsonFormats.ELEMENT;
    }

    @Singleton
    Format<Work> workFormat() {
        return JsonFormats.WORK;
    }

    static Unseen unseen(ServerId server, Instant at) {
        return new Unseen(server, at, at, new Trouble("refused", "It refuses", "Start it"), null);
    }
}
