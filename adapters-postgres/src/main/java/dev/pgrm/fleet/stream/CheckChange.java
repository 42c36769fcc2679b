package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.stream.AddedTables;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.PublicationReaders.Own;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks whether all of it can be done, before any of it is. */
record CheckChange(ChangeStream work, Ends ends, StreamChecks checks, List<Step> steps) implements Act {
    @Override
    public String name() {
        return ChangeStream.CHECK;
    }

    /** By an attempt before, of which something could not be undone. */
    private boolean begun(String step) {
        return steps.stream().anyMatch(each -> each.name().equals(step) && each.begun());
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Standing standing = standing(target);
        options(target, work.options());
        name(target);
        Tables tables = work.tables();
        if (tables == null) {
            return "Nothing stands in the way";
        }
        subscription(target, standing, tables);
        new CheckTables(tables, ends.source(), begun(ChangeStream.ADD), begun(ChangeStream.REMOVE))
                .check(Own.of(work.stream().requireSubscription(), standing, target));
        long warnings = tables.addedNames().isEmpty() || begun(ChangeStream.ADD) ? 0 : preflight(tables);
        return "Nothing stands in the way" + (warnings == 0 ? "" : "; warnings: " + warnings);
    }

    private Standing standing(DedicatedSession target) throws Setback {
        Standing renamed = Standing.findNamed(target, work.renamed());
        return renamed == null ? Standing.require(target, work.stream().requireSubscription()) : renamed;
    }

    private void options(DedicatedSession target, Options options) throws Setback {
        int major = OptionsNow.major(target);
        var unknown = new ArrayList<String>();
        since(15, major, options.disableOnError() != null, "disable_on_error", unknown);
        since(16, major, options.origin() != null, "origin", unknown);
        since(16, major, options.runAsOwner() != null, "run_as_owner", unknown);
        since(16, major, options.streaming() == Streaming.PARALLEL, "streaming = parallel", unknown);
        since(17, major, options.failover() != null, "failover", unknown);
        since(18, major, options.twoPhase() != null, "two_phase of a subscription that there is", unknown);
        if (!unknown.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "option_unknown",
                    target.database().name() + " runs PostgreSQL " + major + ", which cannot set "
                            + String.join(", ", unknown),
                    "Leave it out, or upgrade first"));
        }
        if (Boolean.TRUE.equals(options.twoPhase())
                && target.is("select cast(current_setting('max_prepared_transactions') as int) = 0")) {
            throw Setback.lasting(new Trouble(
                    "prepared_transactions_off",
                    "two_phase takes prepared transactions, which "
                            + target.database().name() + " does not allow",
                    "Raise max_prepared_transactions there, which takes a restart"));
        }
    }

    private static void since(int version, int major, boolean asked, String option, List<String> unknown) {
        if (asked && major < version) {
            unknown.add(option + " (since " + version + ")");
        }
    }

    private void name(DedicatedSession target) throws Setback {
        var taken = """
                select exists (select from pg_subscription where subname = ? and oid <> cast(? as oid)
                   and subdbid = (select oid from pg_database where datname = current_database()))""";
        String name = work.renamed().name().value();
        if (target.is(taken, name, work.renamed().oid().value())) {
            throw Setback.lasting(new Trouble(
                    "subscription_exists",
                    "There is a subscription " + name + " on "
                            + target.database().name() + " already",
                    "Take another name"));
        }
    }

    private void subscription(DedicatedSession target, Standing standing, Tables tables) throws Setback {
        if (!standing.enabled() && !begun(ChangeStream.SET)) {
            throw Setback.lasting(new Trouble(
                    "subscription_disabled",
                    "PostgreSQL lets subscriptions hear of other tables only while they are enabled, and "
                            + work.stream().requireSubscription().name() + " is not",
                    "Resume the stream first"));
        }
        if (!standing.publications().contains(tables.publication().value())) {
            throw Setback.lasting(new Trouble(
                    "publication_not_subscribed",
                    "The subscription has no publication " + tables.publication() + " but "
                            + String.join(", ", standing.publications()),
                    "Name one of them"));
        }
        Options now = work.options().over(OptionsNow.read(target, work.renamed()));
        if (work.copyData() && Boolean.TRUE.equals(now.twoPhase())) {
            throw Setback.lasting(new Trouble(
                    "two_phase_copies_nothing",
                    "PostgreSQL copies no rows of further tables for a subscription with two_phase",
                    "Send it with copyData false, and bring their rows over by other means; or turn two_phase off first"
                            + " where the version can (18 and later)"));
        }
    }

    /** @return how many warnings there are */
    private long preflight(Tables tables) throws Setback {
        var added = new AddedTables(work, tables);
        Preflight found = added.of(checks.check(added.alone(ends.sourceSpec()), ends.sourceSpec(), ends.targetSpec()));
        if (!found.ok()) {
            throw CheckBothEnds.refused(found.findings().stream()
                    .filter(finding -> finding.severity() == Severity.BLOCKER)
                    .toList());
        }
        return found.findings().stream()
                .map(Finding::severity)
                .filter(Severity.WARNING::equals)
                .count();
    }
}
