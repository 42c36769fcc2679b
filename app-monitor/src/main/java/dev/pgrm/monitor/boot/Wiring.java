package dev.pgrm.monitor.boot;

import dev.pgrm.application.Format;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.BackgroundAudit;
import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.credential.ReferencedCredentials;
import dev.pgrm.application.credential.SecretForm;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.heartbeat.BeatingProbes;
import dev.pgrm.application.history.Annals;
import dev.pgrm.application.history.Chronicle;
import dev.pgrm.application.log.KeepingProbes;
import dev.pgrm.application.log.LogBook;
import dev.pgrm.application.log.RdsProbes;
import dev.pgrm.application.log.Scribe;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.application.operation.Announcing;
import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Performing;
import dev.pgrm.application.operation.Procedures;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.stream.FollowingRotations;
import dev.pgrm.application.stream.KeptConnections;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.application.stream.StreamsOnMap;
import dev.pgrm.application.table.ReadingTables;
import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.trial.ConnectionTester;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.Poll;
import dev.pgrm.application.watch.Probe;
import dev.pgrm.application.watch.Reports;
import dev.pgrm.application.watch.Watching;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.aws.AwsAccess;
import dev.pgrm.aws.AwsIdentity;
import dev.pgrm.aws.AwsRdsLogFiles;
import dev.pgrm.aws.AwsSdkAccount;
import dev.pgrm.aws.RdsAuthorities;
import dev.pgrm.aws.RdsIamCredentials;
import dev.pgrm.aws.SecretsManagerCredentials;
import dev.pgrm.aws.SsmCredentials;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.fleet.connection.Pools;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import dev.pgrm.fleet.heartbeat.PostgresHeartbeat;
import dev.pgrm.fleet.poll.PostgresProbe;
import dev.pgrm.fleet.preflight.PostgresStreamChecks;
import dev.pgrm.fleet.stream.StreamProcedures;
import dev.pgrm.fleet.table.PostgresTables;
import dev.pgrm.fleet.trial.PostgresConnectionTester;
import dev.pgrm.json.JsonSecretForm;
import dev.pgrm.json.SecretFiles;
import dev.pgrm.json.SecretVariables;
import dev.pgrm.monitor.health.PollMeter;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.redis.RedisReports;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;

/** Adapters to ports. */
@Factory
final class Wiring {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Singleton
    WorkerId worker() {
        return new WorkerId(UUID.randomUUID());
    }

    @Singleton
    SecretForm secretForm() {
        return new JsonSecretForm();
    }

    @Bean(preDestroy = "close")
    @Singleton
    AwsAccess aws() {
        return AwsAccess.ofEnvironment();
    }

    @Bean(preDestroy = "close")
    @Singleton
    AwsIdentity awsIdentity(AwsAccess access, Clock clock) {
        return new AwsIdentity(access, clock);
    }

    /** Connections must not wait for the store. */
    @Bean(preDestroy = "close", typed = BackgroundAudit.class)
    @Singleton
    BackgroundAudit auditOfReading(Audit audit) {
        return new BackgroundAudit(audit);
    }

    @Bean(preDestroy = "close")
    @Singleton
    SecretsManagerCredentials secretsManager(
            AwsIdentity identity, SecretForm form, BackgroundAudit audit, Clock clock) {
        return new SecretsManagerCredentials(identity, form, audit, clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    SsmCredentials parameters(AwsIdentity identity, SecretForm form, BackgroundAudit audit, Clock clock) {
        return new SsmCredentials(identity, form, audit, clock);
    }

    @Bean(preDestroy = "close")
    @Singleton
    AwsSdkAccount awsAccount(AwsIdentity identity) {
        return new AwsSdkAccount(identity);
    }

    @Singleton
    Credentials credentials(
            SecretsManagerCredentials secretsManager,
            SsmCredentials parameters,
            AwsIdentity identity,
            SecretForm form,
            MonitorSettings settings,
            Clock clock) {
        return new ReferencedCredentials(
                secretsManager,
                parameters,
                new RdsIamCredentials(identity, clock),
                new SecretFiles(settings.secretsFolder(), form),
                new SecretVariables(settings.environment(), form));
    }

    @Singleton
    TlsTrust tlsTrust() {
        return new TlsTrust(RdsAuthorities.pem());
    }

    @Bean(preDestroy = "close")
    @Singleton
    Sessions sessions(Credentials credentials, TlsTrust tls, MonitorSettings settings) {
        return new Sessions(credentials, tls, settings.limits());
    }

    @Bean(preDestroy = "close")
    @Singleton
    Pools pools(Sessions sessions, MonitorSettings settings) {
        return new Pools(sessions, settings.limits(), PATIENCE);
    }

    @Bean(preDestroy = "close")
    @Singleton
    Scribe scribe(LogBook book) {
        return new Scribe(book);
    }

    @Bean(preDestroy = "close")
    @Singleton
    AwsRdsLogFiles rdsLogFiles(AwsIdentity identity) {
        return new AwsRdsLogFiles(identity);
    }

    @Singleton
    Probe.Factory probes(
            MonitorSettings settings,
            Pools pools,
            Sessions sessions,
            Scribe scribe,
            AwsRdsLogFiles rdsLogs,
            Clock clock) {
        Probe.Factory probes =
                new KeepingProbes(new RdsProbes(PostgresProbe.factory(pools, clock), rdsLogs, clock), scribe);
        return settings.heartbeat().isZero()
                ? probes
                : new BeatingProbes(probes, new PostgresHeartbeat(sessions), settings.heartbeat(), clock);
    }

    @Singleton
    ConnectionTester connectionTester(Sessions sessions, Credentials credentials, TlsTrust tls, Clock clock) {
        return new PostgresConnectionTester(sessions, credentials, tls, clock);
    }

    @Singleton
    ReadingTables readingTables(Registry registry, Pools pools) {
        return new ReadingTables(registry, new PostgresTables(pools));
    }

    @Singleton
    StreamChecks streamChecks(Sessions sessions, Credentials credentials) {
        return new PostgresStreamChecks(sessions, credentials);
    }

    @Singleton
    Procedures procedures(
            Registry registry,
            Sessions sessions,
            Credentials credentials,
            StreamChecks checks,
            KeptConnections kept,
            Clock clock) {
        return new StreamProcedures(registry, sessions, credentials, checks, kept, clock);
    }

    @Singleton
    Commissioning commissioning(
            Journal journal,
            Transactions transactions,
            Audit audit,
            Doorbell doorbell,
            Progress progress,
            Clock clock) {
        return new Commissioning(journal, transactions, audit, new Announcing(doorbell, progress), clock);
    }

    @Singleton
    FollowingRotations followingRotations(
            KeptConnections kept,
            LiveTopology topology,
            Registry registry,
            Credentials credentials,
            Journal journal,
            Commissioning commissioning,
            Clock clock) {
        return new FollowingRotations(
                kept, new StreamsOnMap(topology, registry), credentials, journal, commissioning, clock);
    }

    @Singleton
    Performing performing(
            WorkerId self, Journal journal, Claims claims, Procedures procedures, Progress progress, Clock clock) {
        return new Performing(self, journal, claims, procedures, progress, clock, Performing.Pace.USUAL);
    }

    @Singleton
    Consumer<Poll> pollMeter(PollMeter meter, Sessions sessions) {
        meter.tellSessions(sessions::number);
        return meter::count;
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
    Chronicle chronicle(
            WorkerId self, LiveTopology topology, Annals annals, Clock clock, Pace pace, MonitorSettings settings) {
        return new Chronicle(self, topology, annals, clock, pace, settings.retention());
    }

    @Singleton
    Reports reports(RedisLink redis, Format<Observation> format, Pace pace) {
        return new RedisReports(redis, format, pace.staleAfter());
    }

    @Bean(preDestroy = "close")
    @Singleton
    Watching watching(
            WorkerId self,
            Registry registry,
            Leases leases,
            Probe.Factory probes,
            LiveObservations live,
            Reports reports,
            LastKnownObservations lastKnown,
            Consumer<Poll> meter,
            Clock clock,
            Pace pace) {
        return new Watching(
                self, registry, leases, probes, live, reports, lastKnown, meter, clock, System::nanoTime, pace);
    }
}
