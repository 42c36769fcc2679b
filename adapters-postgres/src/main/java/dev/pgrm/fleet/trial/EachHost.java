package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tries several hosts at once. One that does is enough; what is wrong with the others is told beside it. */
final class EachHost {
    private EachHost() {}

    sealed interface Attempt<T> {
        record Went<T>(T found, String detail) implements Attempt<T> {}

        record Stuck<T>(Trouble trouble) implements Attempt<T> {}
    }

    /**
     * Tries all.
     *
     * @param hosts with what is known of them so far
     * @param late what is wrong with a host that gives no answer within the time
     * @param <K> what that is
     * @param <T> what each host leaves for later stages
     */
    static <K, T> Finding<Map<Endpoint, T>> attempt(
            Map<Endpoint, K> hosts,
            ThreadFactory threads,
            Duration most,
            BiFunction<Endpoint, K, Attempt<T>> attempt,
            Function<Endpoint, Trouble> late) {
        var attempts = new LinkedHashMap<Endpoint, CompletableFuture<Attempt<T>>>();
        hosts.forEach((host, known) -> attempts.put(
                host,
                Bounded.start(
                        threads,
                        () -> attempt.apply(host, known),
                        most,
                        new Attempt.Stuck<T>(late.apply(host)),
                        tooLate -> {})));
        var all = new LinkedHashMap<Endpoint, T>();
        var details = new ArrayList<String>();
        var troubles = new ArrayList<Trouble>();
        attempts.forEach((host, answer) -> {
            switch (answer.join()) {
                case Attempt.Went<T>(var found, var detail) -> {
                    all.put(host, found);
                    details.add(detail);
                }
                case Attempt.Stuck<T>(var trouble) -> troubles.add(trouble);
            }
        });
        if (all.isEmpty()) {
            return Finding.failed(troubles);
        }
        troubles.forEach(trouble -> details.add("not usable: " + trouble.message()));
        return Finding.passed(String.join("\n", details), all);
    }
}
