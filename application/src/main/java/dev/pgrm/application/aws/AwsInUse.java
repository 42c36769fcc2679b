package dev.pgrm.application.aws;

import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.AwsUse.Reading;
import dev.pgrm.domain.aws.AwsUse.SignIn;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.CredentialReference.SecretFile;
import dev.pgrm.domain.database.CredentialReference.SecretVariable;
import dev.pgrm.domain.database.CredentialReference.SecretsManager;
import dev.pgrm.domain.database.CredentialReference.SsmParameter;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.topology.Registered;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers from the registry what AWS is needed for. */
final class AwsInUse {
    private final Set<Reading> secrets = new LinkedHashSet<>();
    private final Set<Reading> parameters = new LinkedHashSet<>();
    private final Set<SignIn> signIns = new LinkedHashSet<>();
    private final Set<IamRole> roles = new LinkedHashSet<>();
    private final Set<String> regions = new TreeSet<>();

    private AwsInUse() {}

    static AwsUse of(Registered registered) {
        var use = new AwsInUse();
        registered.databases().stream().map(Database::spec).forEach(use::add);
        return new AwsUse(
                List.copyOf(use.secrets),
                List.copyOf(use.parameters),
                List.copyOf(use.signIns),
                List.copyOf(use.roles),
                List.copyOf(use.regions),
                true);
    }

    /** Whether there is anything on the map that RDS could tell more of. */
    static boolean mayHaveRds(Registered registered) {
        return registered.databases().stream()
                .map(Database::spec)
                .anyMatch(spec -> spec.provider() == Provider.AWS
                        || RdsHost.parse(spec.endpoint().host()) != null);
    }

    private void add(DatabaseSpec spec) {
        IamRole role = spec.access().iamRole();
        if (role != null) {
            roles.add(role);
        }
        addRegion(spec.awsRegion());
        add(spec.access().credentials(), spec, role);
        if (spec.access().replicationCredentials() != null) {
            add(spec.access().replicationCredentials(), spec, role);
        }
    }

    private void add(CredentialReference reference, DatabaseSpec spec, @Nullable IamRole role) {
        switch (reference) {
            case SecretsManager(var arn, var region) -> {
                secrets.add(new Reading(arn, region, role));
                addRegion(region);
            }
            case SsmParameter(var name) -> parameters.add(new Reading(name, spec.awsRegion(), role));
            case RdsIam(var user) -> signIns.add(new SignIn(user, spec.awsRegion()));
            case SecretFile _, SecretVariable _ -> {}
        }
    }

    private void addRegion(@Nullable String region) {
        if (region != null && AwsRegion.isCode(region)) {
            regions.add(region);
        }
    }
}
