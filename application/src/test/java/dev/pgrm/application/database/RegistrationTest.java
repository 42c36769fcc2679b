package dev.pgrm.application.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Denied;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN));
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));

    private final List<String> happened = new ArrayList<>();
    private final List<AuditEntry> audited = new ArrayList<>();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Registration registration = new Registration(
            registry, new Noted(), new RoleAuthorization(), noting(), new NotedEvents(), new MovableClock());

    private final class Noted implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            happened.add("begin");
            T result = work.get();
            happened.add("commit");
            return result;
        }
    }

    private final class NotedEvents implements RegistryEvents {
        @Override
        public void registryChanged() {
            happened.add("event");
        }

        @Override
        public void onRegistryChanged(Runnable listener) {
            throw new UnsupportedOperationException("nobody listens here");
        }
    }

    private Audit noting() {
        return entry -> {
            happened.add("audit");
            audited.add(entry);
        };
    }

    private static DatabaseDraft draft(String name, String credentials) {
        return DatabaseDraft.of(Specs.on("db-1", name, "orders")).withCredentials(credentials);
    }

    private static DatabaseDraft described(DatabaseSpec before) {
        return DatabaseDraft.of(new DatabaseSpec(
                before.name(),
                before.hosts(),
                before.database(),
                "production",
                before.provider(),
                before.role(),
                before.tls(),
                before.access(),
                new Network("vpc-1", List.of(), List.of()),
                Map.of("team", "sales"),
                "Ask first."));
    }

    private Database registered() {
        Database database = registration.register(ADMIN, draft("orders", "file:orders"));
        happened.clear();
        audited.clear();
        return database;
    }

    @Test
    void audits_within_the_transaction_and_tells_others_after_it() {
        Database database = registration.register(ADMIN, draft("orders", "file:orders"));

        assertThat(happened).containsExactly("begin", "audit", "commit", "event");
        assertThat(audited).singleElement().satisfies(entry -> {
            assertThat(entry.act()).isEqualTo("database.created");
            assertThat(entry.actor()).isEqualTo("ada");
            assertThat(entry.subject()).isEqualTo(database.id().toString());
            assertThat(entry.details()).containsEntry("hosts", "[db-1:5432]");
        });
    }

    @Test
    void a_change_is_audited_by_what_differs() {
        Database database = registered();

        registration.change(ADMIN, database.id(), database.version(), draft("orders", "file:other"));

        assertThat(happened).containsExactly("begin", "audit", "commit", "event");
        assertThat(audited)
                .extracting(AuditEntry::details)
                .containsExactly(Map.of("credentials", "file:orders -> file:other"));
    }

    @Test
    void a_change_of_what_only_describes_is_audited_too() {
        Database database = registered();

        registration.change(ADMIN, database.id(), database.version(), described(database.spec()));

        assertThat(audited)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("environment", "none -> production")
                        .containsEntry("notes", "none -> Ask first.")
                        .containsEntry("tags", "{} -> {team=sales}"));
    }

    @Test
    void a_removal_is_audited() {
        Database database = registered();

        registration.remove(ADMIN, database.id(), database.version());

        assertThat(audited).extracting(AuditEntry::act).containsExactly("database.removed");
        assertThat(registry.all().databases()).isEmpty();
    }

    @Test
    void a_bad_draft_is_refused_with_all_its_reasons_and_nothing_is_written() {
        assertThatExceptionOfType(Registration.Refused.class)
                .isThrownBy(() -> registration.register(ADMIN, draft("a/b", "hunter2")))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::field)
                        .containsExactly("name", "credentials"));
        assertThat(happened).isEmpty();
    }

    @Test
    void operators_look_and_describe_and_lead_no_secret_elsewhere() {
        Database database = registered();

        assertThat(registration.get(OPERATOR, database.id())).isEqualTo(database);
        assertThat(registration.list(OPERATOR).databases()).hasSize(1);
        assertThat(registration.page(OPERATOR, Search.EVERYTHING).items()).containsExactly(database);
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> registration.register(OPERATOR, draft("stock", "file:stock")));
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> registration.remove(OPERATOR, database.id(), 0));
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> registration.removable(OPERATOR, database.id()));
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() ->
                        registration.change(OPERATOR, database.id(), database.version(), draft("orders", "file:x")));
        assertThat(audited).isEmpty();

        registration.change(OPERATOR, database.id(), database.version(), described(database.spec()));
        assertThat(audited).extracting(AuditEntry::actor).containsExactly("oscar");
    }

    @Test
    void viewers_describe_nothing() {
        Database database = registered();
        var viewer = new Actor("vera", Set.of(Role.VIEWER));

        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() ->
                        registration.change(viewer, database.id(), database.version(), described(database.spec())));
        assertThat(happened).isEmpty();
    }

    @Test
    void what_the_file_keeps_is_changed_there() {
        Database kept = registry.add(Specs.on("db-1", "orders"), Keeper.FILE, "file", Instant.EPOCH);

        assertThatExceptionOfType(Registration.KeptByFile.class)
                .isThrownBy(() -> registration.change(ADMIN, kept.id(), kept.version(), described(kept.spec())))
                .withMessageContaining("'orders'")
                .withMessageContaining("PGRM_DATABASES_FILE");
        assertThatExceptionOfType(Registration.KeptByFile.class)
                .isThrownBy(() -> registration.remove(ADMIN, kept.id(), 0));
        assertThat(audited).isEmpty();
        assertThat(registry.find(kept.id())).isEqualTo(kept);
    }

    @Test
    void a_removal_is_refused_when_it_was_meant_for_an_older_version() {
        Database before = registered();
        registration.change(ADMIN, before.id(), before.version(), draft("orders", "file:other"));

        assertThatExceptionOfType(Registry.VersionConflict.class)
                .isThrownBy(() -> registration.remove(ADMIN, before.id(), before.version()));
        assertThat(registry.find(before.id())).isNotNull();
    }

    @Test
    void an_unknown_database_is_told_as_such() {
        var id = new DatabaseId(UUID.randomUUID());

        assertThatExceptionOfType(Registration.Unknown.class).isThrownBy(() -> registration.get(ADMIN, id));
        assertThatExceptionOfType(Registration.Unknown.class).isThrownBy(() -> registration.remove(ADMIN, id, 0));
        assertThatExceptionOfType(Registration.Unknown.class)
                .isThrownBy(() -> registration.change(ADMIN, id, 0, draft("x", "file:x")));
        assertThat(audited).isEmpty();
    }

    @Test
    void a_conflict_is_neither_audited_nor_told() {
        Database database = registered();

        assertThatExceptionOfType(Registry.VersionConflict.class)
                .isThrownBy(() -> registration.change(ADMIN, database.id(), 99, draft("x", "file:x")));
        assertThatExceptionOfType(Registry.NameTaken.class)
                .isThrownBy(() -> registration.register(ADMIN, draft("orders", "file:orders")));
        assertThat(happened).containsExactly("begin", "begin");
    }
}
