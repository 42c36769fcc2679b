package dev.pgrm.aws;

import dev.pgrm.application.aws.AwsAccount;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.RdsLogs.Listing;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import dev.pgrm.domain.aws.RdsProxy;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretListing.Named;
import dev.pgrm.domain.aws.SecretSearch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Our account, and those that let us in by a role, through AWS's own SDK. Thread-safe. */
public final class AwsSdkAccount implements AwsAccount, AutoCloseable {
    /** Before whoever asks gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More names than this nobody reads through; a part of the name makes them fewer. */
    private static final int MOST_SECRETS = 200;

    private final AwsIdentity identity;
    private final AwsClients clients;

    public AwsSdkAccount(AwsIdentity identity) {
        this.identity = identity;
        this.clients = new AwsClients(identity);
    }

    private record Way(String region, @Nullable IamRole role) {}

    private record Logs(
            String arn, @Nullable Listing listing, @Nullable Blind trouble) {}

    @Override
    public AwsPermissions permissions(AwsUse use) {
        return new Trial(clients, use, regions(use.regions(), use.homeToo()), PATIENCE).run();
    }

    @Override
    public RdsInventory rds(RdsSearch search) {
        if (identity.isMissing()) {
            return RdsInventory.blind(AwsTroubles.noCredentials());
        }
        List<String> regions = regions(search.regions(), search.homeToo());
        if (regions.isEmpty()) {
            return RdsInventory.blind(ActionOutcome.noRegion());
        }
        return together(AtOnce.each(
                ways(regions, search.ownAccount(), search.roles()), this::read, AwsSdkAccount::late, PATIENCE));
    }

    private static List<Way> ways(List<String> regions, boolean ownAccount, List<IamRole> roles) {
        var ways = new ArrayList<Way>();
        for (String region : regions) {
            if (ownAccount) {
                ways.add(new Way(region, null));
            }
            roles.forEach(role -> ways.add(new Way(region, role)));
        }
        return ways;
    }

    private RdsInventory read(Way way) {
        return new RdsReader(rds(way.region(), way.role()), way.region(), way.role()).read();
    }

    private static RdsInventory late(Way way) {
        return new RdsInventory(
                List.of(), List.of(), List.of(new Blind(way.region(), account(way.role()), ActionOutcome.tooSlow())));
    }

    /** A role may lead to our own account: what is seen twice is there once. */
    private static RdsInventory together(List<RdsInventory> parts) {
        Map<String, RdsDatabase> databases = new LinkedHashMap<>();
        Map<String, RdsProxy> proxies = new LinkedHashMap<>();
        var troubles = new LinkedHashSet<Blind>();
        for (RdsInventory part : parts) {
            part.databases().forEach(each -> databases.putIfAbsent(each.arn(), each));
            part.proxies().forEach(each -> proxies.putIfAbsent(each.arn(), each));
            troubles.addAll(part.troubles());
        }
        return new RdsInventory(List.copyOf(databases.values()), List.copyOf(proxies.values()), List.copyOf(troubles));
    }

    @Override
    public SecretListing secrets(SecretSearch search) {
        if (identity.isMissing()) {
            return blind(new Blind(null, null, AwsTroubles.noCredentials()));
        }
        List<String> regions = regions(search.regions(), search.homeToo());
        if (regions.isEmpty()) {
            return blind(new Blind(null, null, ActionOutcome.noRegion()));
        }
        List<SecretListing> parts = AtOnce.each(
                ways(regions, search.ownAccount(), search.roles()),
                way -> new SecretNames(
                                clients.of(
                                        SecretsManagerClient.class,
                                        SecretsManagerClient::builder,
                                        way.region(),
                                        way.role()),
                                way.region(),
                                way.role(),
                                search.text())
                        .read(),
                way -> blind(new Blind(way.region(), account(way.role()), ActionOutcome.tooSlow())),
                PATIENCE);
        Map<String, Named> secrets = new LinkedHashMap<>();
        parts.forEach(part -> part.secrets().forEach(each -> secrets.putIfAbsent(each.arn(), each)));
        return new SecretListing(
                secrets.values().stream()
                        .sorted(Comparator.comparing(Named::name).thenComparing(Named::arn))
                        .limit(MOST_SECRETS)
                        .toList(),
                secrets.size() > MOST_SECRETS || parts.stream().anyMatch(SecretListing::more),
                parts.stream()
                        .flatMap(part -> part.troubles().stream())
                        .distinct()
                        .toList());
    }

    private static SecretListing blind(Blind trouble) {
        return new SecretListing(List.of(), false, List.of(trouble));
    }

    @Override
    public RdsLogs logs(List<RdsLogs.Of> instances) {
        if (identity.isMissing()) {
            return new RdsLogs(Map.of(), List.of(new Blind(null, null, AwsTroubles.noCredentials())));
        }
        var files = new HashMap<String, Listing>();
        var troubles = new LinkedHashSet<Blind>();
        for (Logs logs : AtOnce.each(instances, this::logs, AwsSdkAccount::late, PATIENCE)) {
            if (logs.listing() != null) {
                files.put(logs.arn(), logs.listing());
            }
            if (logs.trouble() != null) {
                troubles.add(logs.trouble());
            }
        }
        return new RdsLogs(files, List.copyOf(troubles));
    }

    private Logs logs(RdsLogs.Of of) {
        try {
            var found = rds(of.place().region(), of.place().foundAs())
                    .describeDBLogFilesPaginator(ask -> ask.dbInstanceIdentifier(of.identifier()))
                    .describeDBLogFiles()
                    .stream()
                    .map(file -> new LogFile(
                            file.logFileName(),
                            file.size() == null ? 0 : file.size(),
                            Instant.ofEpochMilli(file.lastWritten() == null ? 0 : file.lastWritten())))
                    .toList();
            return new Logs(of.arn(), new Listing(found), null);
        } catch (SdkException failure) {
            IamRole role = of.place().foundAs();
            var trouble = ActionOutcome.trouble(
                    failure, "rds:DescribeDBLogFiles", of.arn(), role == null ? null : role.arn());
            return new Logs(
                    of.arn(), null, new Blind(of.place().region(), of.place().account(), trouble));
        }
    }

    private static Logs late(RdsLogs.Of of) {
        return new Logs(
                of.arn(), null, new Blind(of.place().region(), of.place().account(), ActionOutcome.tooSlow()));
    }

    private RdsClient rds(String region, @Nullable IamRole role) {
        return clients.of(RdsClient.class, RdsClient::builder, region, role);
    }

    private static @Nullable String account(@Nullable IamRole role) {
        return role == null ? null : role.account();
    }

    private List<String> regions(List<String> named, boolean homeToo) {
        var all = new LinkedHashSet<String>();
        String home = identity.access().defaultRegion();
        if (homeToo && home != null) {
            all.add(home);
        }
        all.addAll(named);
        return List.copyOf(all);
    }

    @Override
    public void close() {
        clients.close();
    }
}
