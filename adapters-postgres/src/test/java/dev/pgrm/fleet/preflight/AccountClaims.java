package dev.pgrm.fleet.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is found of the roles on both ends. */
abstract class AccountClaims extends PairClaims {
    @Test
    void a_role_that_may_nothing_on_the_source_is_given_all_by_what_the_findings_say() {
        Wish wish = wish().both("create table t (id int primary key)", "revoke all on schema public from public")
                .table("t");
        String manager = wish.role("shop", "");
        Preflight before = wish.managedBy("shop", manager).check();
        assertThat(troubles(before))
                .containsExactlyInAnyOrder(
                        "BLOCKER publication_right_missing",
                        "BLOCKER table_not_owned",
                        "BLOCKER slot_right_missing",
                        "BLOCKER replication_right_missing",
                        "BLOCKER copy_right_missing",
                        "BLOCKER copy_schema_closed");

        before.findings().stream()
                .filter(finding -> finding.fixSql() != null)
                .forEach(finding -> wish.shop(String.valueOf(finding.fixSql())));
        assertThat(troubles(wish.check())).isEmpty();
    }

    @Test
    void the_account_that_replicates_is_looked_at_by_itself() {
        Wish wish = wish().both("create table t (id int primary key)", "revoke all on schema public from public")
                .table("t");
        String replicator = wish.role("shop", "");
        wish.shop(
                "alter role " + replicator + " nologin",
                "revoke connect on database " + wish.name() + " from public",
                "alter table t enable row level security");
        Preflight before = wish.replicatedBy(replicator, "secret").check();
        assertThat(troubles(before))
                .containsExactlyInAnyOrder(
                        "BLOCKER replication_login_missing",
                        "BLOCKER replication_right_missing",
                        "BLOCKER replication_connect_missing",
                        "BLOCKER copy_schema_closed",
                        "BLOCKER copy_right_missing",
                        "BLOCKER copy_row_security");
        assertThat(troubles(wish.withoutCopy().check())).hasSize(3);

        before.findings().stream()
                .filter(finding -> finding.fixSql() != null)
                .forEach(finding -> wish.shop(String.valueOf(finding.fixSql())));
        assertThat(troubles(wish.check())).isEmpty();
    }

    @Test
    void rights_on_the_listed_columns_are_enough() {
        from(PostgresVersion.V15);
        Wish wish = wish().both("create table t (id int primary key, secret text)")
                .table("public", "t", List.of("id"), null);
        String replicator = wish.role("shop", "replication");
        wish.shop("grant usage on schema public to " + replicator, "grant select (id) on t to " + replicator);

        assertThat(troubles(wish.replicatedBy(replicator, "secret").check())).isEmpty();
    }

    @Test
    void an_account_that_is_not_there_or_is_refused() {
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        only(wish.replicatedBy("nobody_of_that_name", "secret").check(), "BLOCKER replication_role_missing");

        String replicator = wish.role("shop", "replication superuser");
        Preflight refused = wish.replicatedBy(replicator, "wrong one").check();
        assertThat(only(refused, "BLOCKER replication_account_refused").object())
                .isEqualTo(replicator);
        assertThat(refused.toString()).doesNotContain("wrong one");

        wish.replicatedByNobody(new Trouble("secret_not_found", "There is no such secret", "Put one there"));
        assertThat(only(wish.check(), "BLOCKER replication_account_refused").message())
                .isEqualTo("There is no such secret. Put one there");
    }

    @Test
    void only_superusers_publish_whatever_there_is() {
        Wish wish = wish();
        String manager = wish.role("shop", "replication");
        wish.shop("grant create on database " + wish.name() + " to " + manager);

        only(wish.managedBy("shop", manager).everything().check(), "BLOCKER publication_of_all_refused");
    }

    @Test
    void subscribing_takes_rights_that_depend_on_the_version() {
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        String manager = wish.role("house", "");
        Preflight before = wish.managedBy("house", manager).check();
        assertThat(troubles(before))
                .containsExactlyInAnyOrder("BLOCKER subscription_right_missing", "BLOCKER apply_right_missing");

        before.findings().stream()
                .filter(finding -> finding.fixSql() != null)
                .forEach(finding -> wish.house(String.valueOf(finding.fixSql())));
        assertThat(troubles(wish.check())).isEmpty();
    }

    @Test
    void changes_are_applied_as_owner_or_as_ourselves() {
        from(PostgresVersion.V16);
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        String owner = wish.role("house", "");
        String manager = wish.role("house", "");
        wish.house(
                "alter table t owner to " + owner,
                "grant pg_create_subscription to " + manager,
                "grant create on database " + wish.name() + " to " + manager);
        wish.managedBy("house", manager);

        assertThat(only(wish.check(), "BLOCKER apply_right_missing").fixSql()).contains("grant \"" + owner + "\"");
        wish.options(new Options(null, null, null, null, null, true, null));
        assertThat(only(wish.check(), "BLOCKER apply_right_missing").fixSql()).contains("grant select, insert");
    }

    @Test
    void only_superusers_keep_passwords_in_files() {
        from(PostgresVersion.V16);
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        String manager = wish.role("house", "");
        wish.house(
                "alter table t owner to " + manager,
                "grant pg_create_subscription to " + manager,
                "grant create on database " + wish.name() + " to " + manager);

        assertThat(troubles(wish.passfile("/etc/pgpass").check())).isEmpty();
        only(wish.managedBy("house", manager).check(), "BLOCKER passfile_refused");
    }

    @Test
    void policies_of_the_target_stop_changes() {
        Wish wish = wish().both("create table t (id int primary key)").table("t");
        String owner = wish.role("house", "");
        wish.house("alter table t owner to " + owner, "alter table t enable row level security");
        assertThat(troubles(wish.check())).as("not for its owner").isEmpty();

        wish.house("alter table t force row level security");
        Preflight preflight = wish.managedBy("house", owner).check();
        assertThat(finding(preflight, "target_row_security").fixSql()).contains(owner);
    }
}
