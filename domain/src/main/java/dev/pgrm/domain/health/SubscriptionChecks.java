package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.postgres.Quoted;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a subscription is set up. */
final class SubscriptionChecks {
    private SubscriptionChecks() {}

    static void look(Target target, @Nullable Source source, boolean opposed, Consumer<Diagnosis> found) {
        Subscription subscription = target.subscription();
        if (subscription.slot() == null) {
            found.accept(detached(target));
        } else if (!subscription.enabled()) {
            found.accept(Disabling.of(target, source));
        } else {
            options(target, opposed, found);
        }
        ConflictChecks.look(target, found);
    }

    private static Diagnosis detached(Target target) {
        return Diagnosis.warning(
                        "subscription_detached",
                        target.subscription().name() + " on " + target.name() + " is detached from its slot",
                        "If it is not needed any more, on " + target.name() + ": drop subscription " + target.quoted()
                                + "; that leaves its slot on the source alone: if it is still there, drop it there with"
                                + " pg_drop_replication_slot")
                .pausing(End.TARGET);
    }

    private static void options(Target target, boolean opposed, Consumer<Diagnosis> found) {
        Subscription subscription = target.subscription();
        String it = subscription.name() + " on " + target.name();
        String alter = "On " + target.name() + ": alter subscription " + target.quoted();
        if (subscription.skip() != null) {
            found.accept(Diagnosis.note(
                    "skip_pending",
                    it + " was told to skip the transaction that ends at " + subscription.skip()
                            + ", which has not come yet",
                    "Nothing; to call it off, on " + target.name() + ": alter subscription " + target.quoted()
                            + " skip (lsn = none);"));
        }
        if (Boolean.TRUE.equals(subscription.options().disableOnError())) {
            found.accept(Diagnosis.note(
                    "disables_on_error",
                    it + " is disabled by any error, a restart of its source included",
                    alter + " set (disable_on_error = false);"));
        }
        if (opposed && !"none".equals(subscription.options().origin())) {
            found.accept(Diagnosis.warning(
                    "changes_circle",
                    it
                            + " takes over changes of any origin, and another stream brings changes the other way: where both"
                            + " publish a table, changes go round and round",
                    target.version().atLeast(16)
                            ? alter + " set (origin = none);"
                            : "Publish a table in one direction only: " + target.version()
                                    + " cannot tell where changes come from"));
        }
    }

    static String slotOf(Target target) {
        return target.subscription().slot() == null
                ? "its slot"
                : "slot " + Quoted.identifier(target.subscription().slot());
    }
}
