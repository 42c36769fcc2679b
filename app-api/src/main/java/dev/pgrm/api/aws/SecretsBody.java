package dev.pgrm.api.aws;

import dev.pgrm.api.aws.RdsBody.TroubleBody;
import dev.pgrm.domain.aws.SecretListing;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that a database's credentials could be, by name.
 *
 * @param more whether there are others: a longer part of the name, or fewer regions, would show them
 * @param troubles where nothing could be seen
 */
@Serdeable
record SecretsBody(List<SecretBody> items, boolean more, List<TroubleBody> troubles) {

    /** @param foundAs the role that was assumed to see it, which a database needs to read it, too */
    @Serdeable
    record SecretBody(
            String name,
            String arn,
            String region,
            @Nullable String description,
            @Nullable String foundAs) {

        static SecretBody of(SecretListing.Named secret) {
            var role = secret.foundAs();
            return new SecretBody(
                    secret.name(),
                    secret.arn(),
                    secret.region(),
                    secret.description(),
                    role == null ? null : role.arn());
        }
    }

    static SecretsBody of(SecretListing found, int limit) {
        return new SecretsBody(
                found.secrets().stream().limit(limit).map(SecretBody::of).toList(),
                found.more() || found.secrets().size() > limit,
                found.troubles().stream().map(TroubleBody::of).toList());
    }
}
