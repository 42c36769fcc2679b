package dev.pgrm.aws;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Caller;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.AwsUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.StsClient;

/** Asks first who we are; who that is decides on what the other actions are tried. */
final class Trial {
    private static final String WHO_AM_I = "sts:GetCallerIdentity";

    private final AwsClients clients;
    private final AwsUse use;
    private final List<String> regions;
    private final Duration patience;

    Trial(AwsClients clients, AwsUse use, List<String> regions, Duration patience) {
        this.clients = clients;
        this.use = use;
        this.regions = regions;
        this.patience = patience;
    }

    AwsPermissions run() {
        if (clients.identity().isMissing()) {
            return skipped(AwsTroubles.noCredentials());
        }
        if (regions.isEmpty()) {
            return skipped(ActionOutcome.noRegion());
        }
        var who = new AtomicReference<@Nullable Caller>();
        Check first = new Probe(WHO_AM_I, "*", null, () -> {
                    var said = clients.of(StsClient.class, StsClient::builder, regions.getFirst(), null)
                            .getCallerIdentity();
                    who.set(new Caller(said.account(), said.arn()));
                })
                .run();
        var checks = new ArrayList<Check>(List.of(first));
        Caller caller = who.get();
        if (caller == null) {
            probes(null)
                    .forEach(probe -> checks.add(probe.skipped(new Trouble(
                            "aws_caller_unknown",
                            "It was not tried, since AWS does not say who we are",
                            "See what " + WHO_AM_I + " says"))));
        } else {
            checks.addAll(
                    KeyUse.told(AtOnce.each(probes(caller), Probe::run, Probe::late, patience), regions.getFirst()));
            checks.addAll(signIns(caller));
        }
        return new AwsPermissions(caller, regions, checks);
    }

    private AwsPermissions skipped(Trouble why) {
        var checks = new ArrayList<Check>();
        checks.add(new Probe(WHO_AM_I, "*", null, () -> {}).skipped(why));
        probes(null).forEach(probe -> checks.add(probe.skipped(why)));
        return new AwsPermissions(null, regions, checks);
    }

    private List<Probe> probes(@Nullable Caller caller) {
        return new Probes(clients, use, regions.isEmpty() ? List.of("us-east-1") : regions, caller).all();
    }

    /** It is decided where somebody connects, and no call of AWS tells it before. */
    private List<Check> signIns(Caller caller) {
        var reason = new Trouble(
                "rds_connect_not_tried",
                use.signIns().isEmpty()
                        ? "No registered database is signed in to with rds-iam, so it is not needed"
                        : "Whether it is allowed shows only when somebody connects",
                use.signIns().isEmpty()
                        ? "Nothing needs to be done"
                        : "Run the connection test of the database: its sign-in needs this permission");
        List<AwsUse.SignIn> needed = use.signIns().isEmpty() ? List.of(new AwsUse.SignIn("*", null)) : use.signIns();
        return needed.stream().map(each -> signIn(each, caller, reason)).toList();
    }

    private Check signIn(AwsUse.SignIn needed, Caller caller, Trouble reason) {
        String region = needed.region() == null ? "*" : needed.region();
        String partition = AwsRegion.partition(needed.region() == null ? regions.getFirst() : needed.region());
        return new Check(
                "rds-db",
                "rds-db:connect",
                "arn:" + partition + ":rds-db:" + region + ":" + caller.account() + ":dbuser:*/" + needed.user(),
                null,
                new Outcome.Skipped(reason),
                null);
    }
}
