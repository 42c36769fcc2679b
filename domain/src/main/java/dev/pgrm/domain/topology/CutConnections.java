package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every connection to and from a server ends. */
final class CutConnections {
    private static final int DISABLES_ON_ERROR_SINCE = 15;

    private CutConnections() {}

    /** Those who read from it and do not get over it by themselves. */
    static List<Effect> hurt(Surroundings around) {
        var effects = new ArrayList<Effect>();
        for (Logical each : around.feeds()) {
            Subscriber subscriber = each.link().subscriber();
            if (subscriber != null) {
                Effect hurt = hurt(around, subscriber, each.stream().targetServer());
                if (hurt != null) {
                    effects.add(hurt.on(each.stream().id()));
                }
                addCopies(effects, subscriber.subscription(), each.stream().id());
            }
        }
        return effects;
    }

    /** Those who read from it and go on by themselves once it answers. */
    static List<Effect> reconnecting(Surroundings around) {
        var effects = new ArrayList<Effect>();
        for (Logical each : around.feeds()) {
            Subscriber subscriber = each.link().subscriber();
            UUID target = each.stream().targetServer();
            if (subscriber == null) {
                effects.add(Effect.note(
                                "consumer_unknown",
                                "Whoever reads slot " + each.stream().slot() + " on " + around.name()
                                        + " is not registered; whether it connects again by itself is not known")
                        .on(each.stream().id()));
            } else if (hurt(around, subscriber, target) == null) {
                effects.add(reconnecting(around, subscriber, target)
                        .on(each.stream().id()));
            }
        }
        around.standbys()
                .forEach(each -> effects.add(Effect.note(
                                "standby_reconnects",
                                "Standby " + around.chart().nameOf(each.stream().targetServer())
                                        + " connects again by itself once " + around.name() + " answers")
                        .on(each.stream().id())));
        return effects;
    }

    private static String named(Surroundings around, Subscriber subscriber, UUID target) {
        return "Subscription " + subscriber.subscription().name() + " on "
                + around.chart().nameOf(target);
    }

    private static Effect reconnecting(Surroundings around, Subscriber subscriber, UUID target) {
        String which = named(around, subscriber, target);
        if (subscriber.server().stale()) {
            return Effect.note(
                    "consumer_unknown",
                    which + " cannot be seen at present; whether it connects again by itself is not known");
        }
        return subscriber.subscription().worker() == null
                ? Effect.note(
                        "not_connected",
                        which + " is not connected at present, and goes on trying: once " + around.name()
                                + " answers it is as it is now")
                : Effect.note("reconnects", which + " connects again by itself once " + around.name() + " answers");
    }

    private static @Nullable Effect hurt(Surroundings around, Subscriber subscriber, UUID target) {
        Subscription subscription = subscriber.subscription();
        String which = named(around, subscriber, target);
        if (!subscription.enabled()) {
            return Effect.note("stays_disabled", which + " is disabled, and stays so");
        }
        Boolean disables = subscriber.server().facts().identity().version().atLeast(DISABLES_ON_ERROR_SINCE)
                ? subscription.options().disableOnError()
                : Boolean.FALSE;
        // A connection that fails does not count as an error; one that breaks does.
        if (subscription.worker() == null || (disables != null && !disables)) {
            return null;
        }
        String enable = "alter subscription " + Quoted.identifier(subscription.name()) + " enable;";
        return disables == null
                ? Effect.warning(
                                "may_be_disabled",
                                which + " may be disabled: whether it has disable_on_error is not known, and the end of"
                                        + " its connection would count as an error")
                        .remedied("Look afterwards whether it is enabled, and enable it if it is not", target, enable)
                : Effect.critical(
                                "subscription_disabled",
                                which + " will be disabled: it has disable_on_error, and the end of its connection"
                                        + " counts as an error, even when the server is stopped in good order."
                                        + " Its slot then holds WAL back until somebody enables it")
                        .remedied("Enable it afterwards", target, enable);
    }

    private static void addCopies(List<Effect> effects, Subscription subscription, StreamId stream) {
        int copying = subscription.tables().in(TableState.COPYING);
        if (copying > 0) {
            effects.add(Effect.warning(
                            "copy_begins_anew",
                            "The copies of " + copying + (copying == 1 ? " table" : " tables")
                                    + " that are being made begin anew")
                    .remedied("Wait until the tables are copied, if that takes long")
                    .on(stream));
        }
    }

    /** What that does to what it reads from others itself. */
    static List<Effect> asConsumer(Surroundings around) {
        var effects = new ArrayList<Effect>();
        for (Logical each : around.reads()) {
            StreamId stream = each.stream().id();
            Subscriber subscriber = each.link().subscriber();
            if (subscriber == null) {
                effects.add(Effect.note(
                                "consumer_unknown",
                                "Slot " + each.stream().slot() + " on "
                                        + around.chart().nameOf(each.stream().sourceServer())
                                        + " is not read meanwhile; whether " + around.name()
                                        + " goes on by itself afterwards is not known")
                        .on(stream));
            } else if (subscriber.subscription().enabled()) {
                effects.add(Effect.note(
                                "resumes",
                                "Subscription " + subscriber.subscription().name() + " goes on by itself once "
                                        + around.name() + " runs again")
                        .on(stream));
                addCopies(effects, subscriber.subscription(), stream);
            }
        }
        around.follows()
                .forEach(each -> effects.add(Effect.note(
                                "resumes",
                                around.name() + " goes on following "
                                        + around.chart().nameOf(each.stream().sourceServer())
                                        + " by itself once it runs again")
                        .on(each.stream().id())));
        return effects;
    }
}
