package dev.pgrm.domain.stream;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.util.Set;
import java.util.regex.Pattern;

/** What is looked at before tables are added to a stream: as though one of them alone were to be made. */
public record AddedTables(ChangeStream work, Tables tables) {
    /** What a stream that flows has proven, or needs no more. */
    private static final Set<String> PROVEN = Set.of(
            "publication_exists",
            "publication_right_missing",
            "slot_exists",
            "slot_right_missing",
            "slot_wal_unlimited",
            "subscription_exists",
            "subscription_right_missing",
            "wal_level_not_logical",
            "worker_processes_short",
            "same_database",
            "target_older",
            "source_address_loopback",
            "tls_weaker",
            "passfile_refused",
            "replication_account_refused",
            "replication_role_missing",
            "replication_login_missing",
            "replication_right_missing",
            "replication_connect_missing");

    /** What only copies take. */
    private static final Set<String> OF_COPIES = Set.of(
            "replication_slots_exhausted",
            "replication_slots_short",
            "wal_senders_exhausted",
            "wal_senders_short",
            "replication_workers_exhausted",
            "replication_workers_short",
            "origins_exhausted",
            "origins_short",
            "long_transaction",
            "prepared_transactions");

    private static final Pattern BESIDE_TABLES = Pattern.compile(".*_not_replicated");

    /** @param source as it is registered; the way that the subscription goes may be another, and is not looked at */
    public CreateStream alone(DatabaseSpec source) {
        var way = new Conninfo(
                source.endpoint(), source.database(), Words.of(source.tls().mode()), null, null);
        SlotName slot = work.stream().slot();
        String name = work.renamed().name().value();
        return new CreateStream(
                work.stream().requireSource(),
                work.target(),
                way,
                tables.added(),
                new SubscriptionSpec(
                        work.renamed().name(),
                        slot == null ? Naming.ofSlot(name) : slot,
                        work.copyData(),
                        true,
                        options()));
    }

    /** Of those that are there already only what tells how rows arrive. */
    private Options options() {
        Options before = work.before();
        return work.options().over(new Options(null, null, null, before.binary(), null, before.runAsOwner(), null));
    }

    /** What of it concerns them. */
    public Preflight of(Preflight alone) {
        return new Preflight(
                alone.findings().stream()
                        .filter(finding -> concerns(finding.code()))
                        .toList(),
                alone.estimate());
    }

    private boolean concerns(String code) {
        return !PROVEN.contains(code)
                && !BESIDE_TABLES.matcher(code).matches()
                && (work.copyData() || !OF_COPIES.contains(code));
    }
}
