package dev.pgrm.aws;

import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.application.credential.SecretReading;
import dev.pgrm.domain.database.DatabaseSpec;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** All secrets of one keeper that were asked for lately. Each access to AWS for one of them goes into the audit log. */
final class KnownSecrets implements AutoCloseable {
    private static final String ACTOR = "pgrm";
    private static final String ACT = "secret.read";

    private final AwsIdentity identity;
    private final SecretKeeper keeper;
    private final Audit audit;
    private final Clock clock;
    private final ConcurrentMap<SecretKey, KnownSecret> known = new ConcurrentHashMap<>();

    KnownSecrets(AwsIdentity identity, SecretKeeper keeper, Audit audit, Clock clock) {
        this.identity = identity;
        this.keeper = keeper;
        this.audit = audit;
        this.clock = clock;
    }

    Lookup find(SecretKey key, DatabaseSpec database) {
        return secret(key).find(database).forDatabase(key.reference().text(), database);
    }

    List<Credential> afterRefusal(SecretKey key, DatabaseSpec database, Credential refused) {
        return secret(key).besides(database, refused).stream()
                .flatMap(reading -> switch (reading.forDatabase(key.reference().text(), database)) {
                    case Lookup.Found(var credential) -> Stream.of(credential);
                    case Lookup.NotFound _ -> Stream.empty();
                })
                .distinct()
                .toList();
    }

    /** A password that nobody asks for any more need not stay in memory. */
    private KnownSecret secret(SecretKey key) {
        KnownSecret there = known.get(key);
        if (there != null) {
            return there;
        }
        // Beforehand, since the map must not lose anything while it makes a place for the new one.
        known.values().removeIf(KnownSecret::isForgotten);
        return known.computeIfAbsent(
                key, asked -> new KnownSecret(asked.reference().text(), new ReadingOf(asked), clock));
    }

    private final class ReadingOf implements KnownSecret.Reader {
        private final SecretKey key;

        ReadingOf(SecretKey key) {
            this.key = key;
        }

        @Override
        public SecretReading read(Stage stage, DatabaseSpec database) {
            if (identity.isMissing()) {
                return new SecretReading.Unusable(AwsTroubles.noCredentials());
            }
            SecretReading reading = keeper.read(key, stage);
            record(stage, database, reading);
            return reading;
        }

        @Override
        public List<Stage> besides() {
            return keeper.besides();
        }

        private void record(Stage stage, DatabaseSpec database, SecretReading reading) {
            var details = new TreeMap<String, String>();
            details.put("database", database.name());
            if (!keeper.besides().isEmpty()) {
                details.put("stage", stage.name());
            }
            if (key.role() != null) {
                details.put("role", key.role().arn());
            }
            details.put(
                    "outcome",
                    switch (reading) {
                        case SecretReading.Usable _ -> "read";
                        case SecretReading.Unusable(var trouble) -> trouble.code();
                    });
            audit.record(
                    new AuditEntry(clock.instant(), ACTOR, ACT, key.reference().text(), details));
        }
    }

    @Override
    public void close() {
        keeper.close();
    }
}
