package dev.pgrm.application.observation;

import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Live and last known observations for tests of what is built on them; each may be made to fail. */
public final class InMemoryObservations implements LiveObservations {
    public final List<Observation> published = new CopyOnWriteArrayList<>();
    public final List<Observation> kept = new CopyOnWriteArrayList<>();
    public volatile @Nullable RuntimeException cacheTrouble;
    public volatile @Nullable RuntimeException storeTrouble;

    private final Map<ServerId, Observation> latest = new ConcurrentHashMap<>();
    private final Map<ServerId, Observation> known = new ConcurrentHashMap<>();

    public void publish(Observation observation) {
        fail(cacheTrouble);
        latest.put(observation.serverId(), observation);
        published.add(observation);
    }

    @Override
    public List<Observation> latest(Collection<ServerId> servers) {
        fail(cacheTrouble);
        return servers.stream().map(latest::get).filter(Objects::nonNull).toList();
    }

    @Override
    public void subscribe(Consumer<Observation> listener, Runnable missed) {
        throw new UnsupportedOperationException("nobody is told of news here");
    }

    public LastKnownObservations lastKnown() {
        return new LastKnownObservations() {
            @Override
            public void keep(Observation observation) {
                fail(storeTrouble);
                known.put(observation.serverId(), observation);
                kept.add(observation);
            }

            @Override
            public List<Observation> lastKnown(Collection<ServerId> servers) {
                fail(storeTrouble);
                return servers.stream().map(known::get).filter(Objects::nonNull).toList();
            }
        };
    }

    private static void fail(@Nullable RuntimeException trouble) {
        if (trouble != null) {
            throw trouble;
        }
    }
}
