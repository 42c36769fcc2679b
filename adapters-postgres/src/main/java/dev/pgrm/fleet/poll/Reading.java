package dev.pgrm.fleet.poll;

import java.util.IdentityHashMap;

/** What the sections of one round trip read, and what the server was found to be when they were composed. */
final class Reading {
    private final Capabilities capabilities;
    private final IdentityHashMap<Section<?>, Object> results = new IdentityHashMap<>();

    Reading(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    <T> void put(Section<T> section, T result) {
        results.put(section, result);
    }

    void add(Reading later) {
        results.putAll(later.results);
    }

    boolean has(Section<?> section) {
        return results.containsKey(section);
    }

    /** A section's result has the section's type: {@link #put} saw to it. */
    @SuppressWarnings("unchecked")
    <T> T of(Section<T> section) {
        Object result = results.get(section);
        if (result == null) {
            throw new IllegalStateException(
                    "this reading has nothing of " + section.getClass().getSimpleName());
        }
        return (T) result;
    }
}
