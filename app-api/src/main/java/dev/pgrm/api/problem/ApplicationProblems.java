package dev.pgrm.api.problem;

import dev.pgrm.application.CacheUnavailable;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Overseeing;
import dev.pgrm.application.orphan.RemovingOrphans;
import dev.pgrm.application.question.NoWorkers;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.stream.ActingOnStreams;
import dev.pgrm.application.stream.ChangingStreams;
import dev.pgrm.application.stream.ResyncingTables;
import dev.pgrm.application.stream.StreamsOnMap;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.function.Function;

/** What each exception of the application means over HTTP. */
@Factory
final class ApplicationProblems {
    private final ProblemAnswers answers;

    ApplicationProblems(ProblemAnswers answers) {
        this.answers = answers;
    }

    private <E extends Throwable> ExceptionHandler<E, HttpResponse<?>> handler(Function<E, Problem> meaning) {
        return (request, exception) -> answers.answer(request, meaning.apply(exception));
    }

    @Singleton
    ExceptionHandler<Refusal, HttpResponse<?>> refusal() {
        return handler(Refusal::problem);
    }

    @Singleton
    ExceptionHandler<Registration.Refused, HttpResponse<?>> refused() {
        return handler(refused -> Problem.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "invalid",
                        String.valueOf(refused.getMessage()),
                        "Correct the fields that are listed and send it again; nothing was saved")
                .with(refused.violations()));
    }

    @Singleton
    ExceptionHandler<Registration.Unknown, HttpResponse<?>> unknown() {
        return handler(unknown -> Problem.of(
                HttpStatus.NOT_FOUND,
                "database_unknown",
                String.valueOf(unknown.getMessage()),
                "GET /api/databases lists those that are registered"));
    }

    @Singleton
    ExceptionHandler<Registration.KeptByFile, HttpResponse<?>> keptByFile() {
        return handler(kept -> Problem.of(
                HttpStatus.CONFLICT,
                "managed_by_file",
                String.valueOf(kept.getMessage()),
                "Change it in that file: the registry follows within seconds"));
    }

    @Singleton
    ExceptionHandler<Registry.NameTaken, HttpResponse<?>> nameTaken() {
        return handler(taken -> Problem.of(
                HttpStatus.CONFLICT,
                "name_taken",
                String.valueOf(taken.getMessage()),
                "Choose another name, or change the one that exists"));
    }

    @Singleton
    ExceptionHandler<Registry.VersionConflict, HttpResponse<?>> versionConflict() {
        return handler(conflict -> Problem.of(
                HttpStatus.CONFLICT,
                "version_conflict",
                String.valueOf(conflict.getMessage()),
                "Read it again, and make your change against what it is now"));
    }

    @Singleton
    ExceptionHandler<Overseeing.Unknown, HttpResponse<?>> unknownOperation() {
        return handler(unknown -> Problem.of(
                HttpStatus.NOT_FOUND,
                "operation_unknown",
                String.valueOf(unknown.getMessage()),
                "GET /api/operations lists those that there are"));
    }

    @Singleton
    ExceptionHandler<Overseeing.Untimely, HttpResponse<?>> untimely() {
        return handler(untimely -> Problem.of(
                HttpStatus.CONFLICT,
                "operation_untimely",
                String.valueOf(untimely.getMessage()),
                "Read it again, and do what suits how it stands"));
    }

    @Singleton
    ExceptionHandler<Journal.Unreadable, HttpResponse<?>> unreadable() {
        return handler(unreadable -> Problem.of(
                HttpStatus.CONFLICT,
                "operation_unreadable",
                String.valueOf(unreadable.getMessage()),
                "Ask an API of the version that wrote it, or bring all programs to one version"));
    }

    @Singleton
    ExceptionHandler<StreamsOnMap.Unknown, HttpResponse<?>> unknownStream() {
        return handler(unknown -> Problem.of(
                HttpStatus.NOT_FOUND,
                "stream_unknown",
                String.valueOf(unknown.getMessage()),
                "GET /api/replication/streams lists those that are there"));
    }

    @Singleton
    ExceptionHandler<StreamsOnMap.Physical, HttpResponse<?>> physicalStream() {
        return handler(physical -> Problem.of(
                HttpStatus.CONFLICT,
                "stream_physical",
                String.valueOf(physical.getMessage()),
                "Physical streams are shown and never changed: do it on the standby"));
    }

    @Singleton
    ExceptionHandler<StreamsOnMap.Ambiguous, HttpResponse<?>> ambiguousStream() {
        return handler(ambiguous -> Problem.of(
                HttpStatus.CONFLICT,
                "stream_ambiguous",
                String.valueOf(ambiguous.getMessage()),
                "Let the monitor's role read the subscription's connection (grant select (subconninfo) on pg_subscription),"
                        + " or register what else it may be; the subscription alone can be removed by leave=slot"));
    }

    @Singleton
    ExceptionHandler<ActingOnStreams.EndMissing, HttpResponse<?>> endMissing() {
        return handler(missing -> Problem.of(
                HttpStatus.CONFLICT,
                "end_missing",
                String.valueOf(missing.getMessage()),
                "Register that database, wait until it is seen, and send it again"));
    }

    @Singleton
    ExceptionHandler<RemovingOrphans.Unknown, HttpResponse<?>> unknownLeftover() {
        return handler(unknown -> Problem.of(
                HttpStatus.NOT_FOUND,
                unknown.what().word() + "_unknown",
                String.valueOf(unknown.getMessage()),
                "GET /api/replication/orphans lists what no stream uses"));
    }

    @Singleton
    ExceptionHandler<RemovingOrphans.InUse, HttpResponse<?>> inUse() {
        return handler(used -> Problem.of(
                        HttpStatus.CONFLICT,
                        used.what().word() + "_in_use",
                        String.valueOf(used.getMessage()),
                        used.streams().isEmpty()
                                ? "Wait until nobody needs it any more"
                                : "Remove the stream instead: what it is made of goes with it")
                .with("dependents", used.streams().stream().map(Dependent::of).toList()));
    }

    @Singleton
    ExceptionHandler<RemovingOrphans.OutOfSight, HttpResponse<?>> outOfSight() {
        return handler(unseen -> Problem.of(
                HttpStatus.CONFLICT,
                "server_unseen",
                String.valueOf(unseen.getMessage()),
                "Wait until it is seen again, and send it again"));
    }

    @Singleton
    ExceptionHandler<ResyncingTables.Unconfirmed, HttpResponse<?>> resyncUnconfirmed() {
        return handler(unconfirmed -> Problem.of(
                HttpStatus.CONFLICT,
                "confirmation_needed",
                String.valueOf(unconfirmed.getMessage()),
                "If that is wanted, send schema and name of the table, with a dot between, as confirm"));
    }

    @Singleton
    ExceptionHandler<ResyncingTables.UnknownTable, HttpResponse<?>> unpublishedTable() {
        return handler(unknown -> Problem.of(
                HttpStatus.NOT_FOUND,
                "table_unknown",
                String.valueOf(unknown.getMessage()),
                "GET /api/replication/streams/{id}/tables lists those that it has"));
    }

    @Singleton
    ExceptionHandler<ResyncingTables.PublishedTwice, HttpResponse<?>> publishedTwice() {
        return handler(twice -> Problem.of(
                HttpStatus.CONFLICT,
                "published_twice",
                String.valueOf(twice.getMessage()),
                "Take it out of all but one of them first"));
    }

    @Singleton
    ExceptionHandler<ResyncingTables.SourceUnread, HttpResponse<?>> sourceUnread() {
        return handler(unread -> Problem.of(HttpStatus.BAD_GATEWAY, unread.trouble()));
    }

    @Singleton
    ExceptionHandler<ChangingStreams.PublicationShared, HttpResponse<?>> publicationShared() {
        return handler(shared -> Problem.of(
                HttpStatus.CONFLICT,
                "publication_shared",
                String.valueOf(shared.getMessage()),
                "Send it with shared=true to change it for all of them: those lose what is removed, and stop at what is"
                        + " added unless they have the table"));
    }

    @Singleton
    ExceptionHandler<Authorization.Denied, HttpResponse<?>> denied() {
        return handler(denied -> Problem.of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                String.valueOf(denied.getMessage()),
                "Ask an administrator to do it, or to give you the role"));
    }

    @Singleton
    ExceptionHandler<StoreUnavailable, HttpResponse<?>> storeUnavailable() {
        return handler(unavailable -> Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "store_unavailable",
                "The store of the manager cannot be reached at present",
                "Try again in a moment; if it lasts, see the API's log"));
    }

    @Singleton
    ExceptionHandler<CacheUnavailable, HttpResponse<?>> cacheUnavailable() {
        return handler(unavailable -> Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "redis_unavailable",
                "Redis cannot be reached at present, so sessions and live data are not to be had",
                "Try again in a moment; if it lasts, see the API's log"));
    }

    @Singleton
    ExceptionHandler<NoWorkers, HttpResponse<?>> noWorkers() {
        return handler(none -> Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "no_monitor",
                String.valueOf(none.getMessage()),
                "Start a monitor: bin/pgrm monitor"));
    }

    @Singleton
    ExceptionHandler<Questions.Unanswered, HttpResponse<?>> unanswered() {
        return handler(unanswered -> Problem.of(
                HttpStatus.GATEWAY_TIMEOUT,
                "monitor_silent",
                String.valueOf(unanswered.getMessage()),
                "Try again; if it stays so, see the log of that monitor"));
    }
}
