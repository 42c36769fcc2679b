package dev.pgrm.application.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Denied;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.database.ImportReport.RefusedRow;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImportingDatabasesTest {
    private static final Actor ADMIN = new Actor("ada", Set.of(Role.ADMIN));
    private static final Actor OPERATOR = new Actor("oscar", Set.of(Role.OPERATOR));

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AuditTrail audit = new AuditTrail();
    private final CountedEvents events = new CountedEvents();
    private final ImportingDatabases importing =
            new ImportingDatabases(registry, new Direct(), new RoleAuthorization(), audit, events, new MovableClock());

    private static final class Direct implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    }

    private static final class CountedEvents implements RegistryEvents {
        private int rung;

        @Override
        public void registryChanged() {
            rung++;
        }

        @Override
        public void onRegistryChanged(Runnable listener) {
            throw new UnsupportedOperationException("nobody listens here");
        }
    }

    private static List<ListedDatabase> rows(DatabaseSpec... specs) {
        return rows(Arrays.stream(specs).map(DatabaseDraft::of).toArray(DatabaseDraft[]::new));
    }

    private static List<ListedDatabase> rows(DatabaseDraft... drafts) {
        var rows = new ArrayList<ListedDatabase>();
        for (DatabaseDraft draft : drafts) {
            rows.add(new ListedDatabase(rows.size() + 1, draft, null, List.of()));
        }
        return rows;
    }

    private Database kept(DatabaseSpec spec, Keeper keeper) {
        return registry.add(spec, keeper, "somebody", Instant.EPOCH);
    }

    private List<String> acts() {
        return audit.entries.stream().map(AuditEntry::act).toList();
    }

    @Test
    void adds_changes_and_leaves_alone() {
        kept(Specs.on("db-1", "same"), Keeper.PEOPLE);
        kept(Specs.on("db-1", "other"), Keeper.PEOPLE);
        kept(Specs.on("db-1", "unlisted"), Keeper.PEOPLE);

        ImportReport report = importing.take(
                ADMIN, rows(Specs.on("db-1", "new"), Specs.on("db-1", "same"), Specs.on("db-2", "other")));

        assertThat(report.added()).containsExactly("new");
        assertThat(report.unchanged()).containsExactly("same");
        assertThat(report.changed()).containsExactly("other");
        assertThat(report.removed()).isEmpty();
        assertThat(report.refused()).isEmpty();
        assertThat(report.differences()).isEqualTo(Map.of("other", Map.of("hosts", "[db-1:5432] -> [db-2:5432]")));
        assertThat(registry.all().databases()).hasSize(4);
        assertThat(acts()).containsExactlyInAnyOrder("database.created", "database.changed", "databases.imported");
        assertThat(audit.entries).extracting(AuditEntry::actor).containsOnly("ada");
        assertThat(events.rung).isEqualTo(1);
    }

    @Test
    void the_second_time_changes_nothing() {
        List<ListedDatabase> rows = rows(Specs.complete("orders"), Specs.on("db-1", "stock"));
        importing.take(ADMIN, rows);
        List<Database> before = registry.all().databases();
        audit.entries.clear();

        ImportReport again = importing.take(ADMIN, rows);

        assertThat(again.unchanged()).containsExactly("orders", "stock");
        assertThat(registry.all().databases()).isEqualTo(before);
        assertThat(audit.entries).isEmpty();
        assertThat(events.rung).isEqualTo(1);
    }

    @Test
    void a_preview_tells_the_same_and_does_nothing() {
        kept(Specs.on("db-1", "other"), Keeper.PEOPLE);
        List<ListedDatabase> rows = rows(Specs.on("db-1", "new"), Specs.on("db-2", "other"));

        ImportReport preview = importing.preview(ADMIN, rows);

        assertThat(audit.entries).isEmpty();
        assertThat(registry.all().databases()).hasSize(1);
        assertThat(events.rung).isZero();
        assertThat(importing.take(ADMIN, rows)).isEqualTo(preview);
    }

    @Test
    void one_row_that_is_refused_stops_all() {
        ImportReport report = importing.take(
                ADMIN,
                rows(
                        DatabaseDraft.of(Specs.on("db-1", "good")),
                        DatabaseDraft.of(Specs.on("db-1", "bad")).withCredentials("hunter2"),
                        DatabaseDraft.of(Specs.on("db-2", "good"))));

        assertThat(report.refused()).extracting(RefusedRow::row).containsExactly(2, 3);
        assertThat(report.refused().getFirst().violations())
                .extracting(Violation::field)
                .containsExactly("credentials");
        assertThat(report.refused().getLast().violations())
                .containsExactly(new Violation("name", "is that of row 1, too"));
        assertThat(report.toString()).doesNotContain("hunter2");
        assertThat(registry.all().databases()).isEmpty();
        assertThat(audit.entries).isEmpty();
        assertThat(events.rung).isZero();
    }

    @Test
    void what_is_wrong_with_the_writing_is_told_and_not_twice() {
        var row = new ListedDatabase(
                7,
                DatabaseDraft.of(Specs.on("db-1", "orders")).withCredentials("x"),
                null,
                List.of(new Violation("credentials", "must be text")));

        assertThat(importing.preview(ADMIN, List.of(row)).refused())
                .containsExactly(new RefusedRow("orders", 7, List.of(new Violation("credentials", "must be text"))));
    }

    @Test
    void what_the_file_keeps_may_be_listed_and_not_changed() {
        kept(Specs.on("db-1", "orders"), Keeper.FILE);

        assertThat(importing.take(ADMIN, rows(Specs.on("db-1", "orders"))).unchanged())
                .containsExactly("orders");
        assertThat(importing.take(ADMIN, rows(Specs.on("db-2", "orders"))).refused())
                .flatExtracting(RefusedRow::violations)
                .extracting(Violation::message)
                .containsExactly("is kept by the file of databases, PGRM_DATABASES_FILE");
        assertThat(audit.entries).isEmpty();
    }

    @Test
    void imports_are_for_administrators_previews_too() {
        List<ListedDatabase> rows = rows(Specs.on("db-1", "orders"));

        assertThatExceptionOfType(Denied.class).isThrownBy(() -> importing.take(OPERATOR, rows));
        assertThatExceptionOfType(Denied.class).isThrownBy(() -> importing.preview(OPERATOR, rows));
        assertThat(importing.export(OPERATOR)).isEmpty();
    }

    @Test
    void the_file_adds_adopts_and_removes() {
        kept(Specs.on("db-1", "manual"), Keeper.PEOPLE);
        kept(Specs.on("db-1", "adopted"), Keeper.PEOPLE);
        kept(Specs.on("db-1", "gone"), Keeper.FILE);

        ImportReport report = importing.follow(rows(Specs.on("db-1", "adopted"), Specs.on("db-1", "new")));

        assertThat(report.added()).containsExactly("new");
        assertThat(report.changed()).containsExactly("adopted");
        assertThat(report.removed()).containsExactly("gone");
        assertThat(registry.all().databases())
                .extracting(Database::name, Database::keeper)
                .containsExactlyInAnyOrder(
                        tuple("manual", Keeper.PEOPLE), tuple("adopted", Keeper.FILE), tuple("new", Keeper.FILE));
        assertThat(audit.entries)
                .filteredOn(entry -> entry.act().equals("database.changed"))
                .extracting(AuditEntry::details)
                .containsExactly(Map.of("keeper", "people -> file"));
        assertThat(audit.entries).extracting(AuditEntry::actor).containsOnly("databases-file");
        assertThat(events.rung).isEqualTo(1);

        assertThat(importing
                        .follow(rows(Specs.on("db-1", "adopted"), Specs.on("db-1", "new")))
                        .unchanged())
                .hasSize(2);
        assertThat(events.rung).isEqualTo(1);
    }

    @Test
    void a_file_with_a_wrong_row_changes_and_removes_nothing() {
        kept(Specs.on("db-1", "orders"), Keeper.FILE);

        ImportReport report =
                importing.follow(rows(DatabaseDraft.of(Specs.on("db-1", "new")).withCredentials("hunter2")));

        assertThat(report.acceptable()).isFalse();
        assertThat(registry.all().databases()).extracting(Database::name).containsExactly("orders");
    }

    @Test
    void a_template_makes_the_references_that_are_missing() {
        DatabaseDraft without = DatabaseDraft.of(Specs.on("db-1", "orders")).withCredentials(null);
        DatabaseDraft with = DatabaseDraft.of(Specs.on("db-1", "stock"));

        assertThat(listed(without, "ada").withCredentials("file:{name}").draft().credentials())
                .isEqualTo("file:orders");
        assertThat(listed(without, "ada")
                        .withCredentials("rds-iam:{user}")
                        .draft()
                        .credentials())
                .isEqualTo("rds-iam:ada");
        assertThat(listed(with, "ada").withCredentials("rds-iam:{user}").draft().credentials())
                .isEqualTo("file:stock");
        assertThat(listed(without, null).withCredentials("rds-iam:{user}").violations())
                .extracting(Violation::field)
                .containsExactly("credentials");
        assertThat(listed(without, null).withCredentials(null).draft().credentials())
                .isNull();
    }

    private static ListedDatabase listed(DatabaseDraft draft, @Nullable String user) {
        return new ListedDatabase(1, draft, user, List.of());
    }
}
