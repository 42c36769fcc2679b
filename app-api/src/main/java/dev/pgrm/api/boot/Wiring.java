package dev.pgrm.api.boot;

import dev.pgrm.api.database.DatabasesFile;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.aws.LookingAtAws;
import dev.pgrm.application.aws.LookingForSecrets;
import dev.pgrm.application.database.DatabaseLists;
import dev.pgrm.application.database.FollowingDatabasesFile;
import dev.pgrm.application.database.ImportingDatabases;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.application.history.LookingBack;
import dev.pgrm.application.history.Records;
import dev.pgrm.application.log.LogBook;
import dev.pgrm.application.log.ReadingErrors;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.AwaitingEnd;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Overseeing;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.orphan.FindingOrphans;
import dev.pgrm.application.orphan.RemovingOrphans;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.signin.AuthKey;
import dev.pgrm.application.signin.Sessions;
import dev.pgrm.application.signin.SignIn;
import dev.pgrm.application.stream.ActingOnStreams;
import dev.pgrm.application.stream.AdoptingStreams;
import dev.pgrm.application.stream.ChangingStreams;
import dev.pgrm.application.stream.CreatingStreams;
import dev.pgrm.application.stream.RemovingStreams;
import dev.pgrm.application.stream.ResyncingTables;
import dev.pgrm.application.stream.SkippingTransactions;
import dev.pgrm.application.stream.StreamsOnMap;
import dev.pgrm.application.table.LookingAtTables;
import dev.pgrm.application.topology.Discovery;
import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.trial.TryingConnections;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.Watchers;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.base.BaseSettings;
import dev.pgrm.json.JsonFormats;
import dev.pgrm.json.list.WrittenDatabaseLists;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisSessions;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Adapters to ports, and ports to use cases. */
@Factory
final class Wiring {
    @Singleton
    Authorization authorization() {
        return new RoleAuthorization();
    }

    @Singleton
    Sessions sessions(RedisLink redis, Clock clock) {
        return new RedisSessions(redis, JsonFormats.SESSION, clock);
    }

    @Singleton
    SignIn signIn(BaseSettings settings, Sessions sessions, Audit audit, Clock clock) {
        String key = settings.authKey();
        return new SignIn(key == null ? null : new AuthKey(key), sessions, audit, clock);
    }

    @Singleton
    Registration registration(
            Registry registry,
            Transactions transactions,
            Authorization authorization,
            Audit audit,
            RegistryEvents events,
            Clock clock) {
        return new Registration(registry, transactions, authorization, audit, events, clock);
    }

    @Singleton
    ImportingDatabases importingDatabases(
            Registry registry,
            Transactions transactions,
            Authorization authorization,
            Audit audit,
            RegistryEvents events,
            Clock clock) {
        return new ImportingDatabases(registry, transactions, authorization, audit, events, clock);
    }

    @Singleton
    DatabaseLists databaseLists() {
        return new WrittenDatabaseLists();
    }

    @Singleton
    @Requires(beans = DatabasesFile.class)
    FollowingDatabasesFile followingDatabasesFile(
            DatabasesFile file, DatabaseLists lists, ImportingDatabases importing) {
        return new FollowingDatabasesFile(file, lists, importing);
    }

    @Singleton
    LiveTopology liveTopology(
            Registry registry,
            LiveObservations live,
            LastKnownObservations lastKnown,
            IdentityStore identities,
            Clock clock,
            Pace pace) {
        return new LiveTopology(registry, live, lastKnown, identities, clock, pace.staleAfter());
    }

    @Singleton
    Discovery discovery(LiveTopology topology, Leases leases, Questions questions, Authorization authorization) {
        return new Discovery(topology, leases, questions, authorization);
    }

    @Singleton
    LookingBack lookingBack(Records records, Authorization authorization, Pace pace) {
        return new LookingBack(records, authorization, pace.interval());
    }

    @Singleton
    Watchers watchers(Leases leases, Registry registry, Authorization authorization) {
        return new Watchers(leases, registry, authorization);
    }

    @Singleton
    AskWorker askWorker(Leases leases, Questions questions) {
        return new AskWorker(leases, questions);
    }

    @Singleton
    TryingConnections tryingConnections(Registration registration, AskWorker workers, Authorization authorization) {
        return new TryingConnections(registration, workers, authorization);
    }

    @Singleton
    LookingAtTables lookingAtTables(Registration registration, AskWorker workers) {
        return new LookingAtTables(registration, workers);
    }

    @Singleton
    LookingAtAws lookingAtAws(
            Registry registry, AskWorker workers, Authorization authorization, Audit audit, Clock clock) {
        return new LookingAtAws(registry, workers, authorization, audit, clock);
    }

    @Singleton
    LookingForSecrets lookingForSecrets(Registry registry, AskWorker workers, Authorization authorization) {
        return new LookingForSecrets(registry, workers, authorization);
    }

    @Singleton
    ReadingErrors readingErrors(LiveTopology topology, LogBook book, Authorization authorization) {
        return new ReadingErrors(topology, book, authorization);
    }

    @Singleton
    Announcing announcing(Doorbell doorbell, Progress progress) {
        return new Announcing(doorbell, progress);
    }

    @Singleton
    Overseeing overseeing(
            Journal journal,
            Transactions transactions,
            Authorization authorization,
            Audit audit,
            Announcing announcing,
            Clock clock) {
        return new Overseeing(journal, transactions, authorization, audit, announcing, clock);
    }

    @Singleton
    AwaitingEnd awaitingEnd(Journal journal, Progress progress) {
        return new AwaitingEnd(journal, progress);
    }

    @Singleton
    Commissioning commissioning(
            Journal journal, Transactions transactions, Audit audit, Announcing announcing, Clock clock) {
        return new Commissioning(journal, transactions, audit, announcing, clock);
    }

    @Singleton
    CreatingStreams creatingStreams(
            Registry registry,
            Registration registration,
            AskWorker workers,
            Commissioning commissioning,
            Authorization authorization,
            RegistryEvents events) {
        return new CreatingStreams(registry, registration, workers, commissioning, authorization, events);
    }

    @Singleton
    StreamsOnMap streamsOnMap(LiveTopology topology, Registry registry) {
        return new StreamsOnMap(topology, registry);
    }

    @Singleton
    ActingOnStreams actingOnStreams(StreamsOnMap streams, Commissioning commissioning, Authorization authorization) {
        return new ActingOnStreams(streams, commissioning, authorization);
    }

    @Singleton
    RemovingStreams removingStreams(
            StreamsOnMap streams,
            LiveTopology topology,
            Journal journal,
            Commissioning commissioning,
            Authorization authorization) {
        return new RemovingStreams(streams, topology, journal, commissioning, authorization);
    }

    @Singleton
    FindingOrphans findingOrphans(LiveTopology topology, Journal journal, Authorization authorization) {
        return new FindingOrphans(topology, journal, authorization);
    }

    @Singleton
    RemovingOrphans removingOrphans(
            LiveTopology topology, Registry registry, Commissioning commissioning, Authorization authorization) {
        return new RemovingOrphans(topology, registry, commissioning, authorization);
    }

    @Singleton
    AdoptingStreams adoptingStreams(
            StreamsOnMap streams, Registry registry, Commissioning commissioning, Authorization authorization) {
        return new AdoptingStreams(streams, registry, commissioning, authorization);
    }

    @Singleton
    ResyncingTables resyncingTables(
            StreamsOnMap streams,
            LiveTopology topology,
            LookingAtTables tables,
            Commissioning commissioning,
            Authorization authorization) {
        return new ResyncingTables(streams, topology, tables, commissioning, authorization);
    }

    @Singleton
    SkippingTransactions skippingTransactions(
            StreamsOnMap streams,
            LiveTopology topology,
            ReadingErrors errors,
            Commissioning commissioning,
            Authorization authorization) {
        return new SkippingTransactions(streams, topology, errors, commissioning, authorization);
    }

    @Singleton
    ChangingStreams changingStreams(
            StreamsOnMap streams,
            LiveTopology topology,
            Registry registry,
            AskWorker workers,
            Commissioning commissioning,
            Authorization authorization) {
        return new ChangingStreams(streams, topology, registry, workers, commissioning, authorization);
    }
}
