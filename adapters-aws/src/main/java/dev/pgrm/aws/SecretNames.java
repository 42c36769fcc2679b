package dev.pgrm.aws;

import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretListing.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Lists the secrets of one region, as one principal. Their values are not asked for. */
final class SecretNames {
    static final String LIST = "secretsmanager:ListSecrets";

    private static final int PAGE = 100;

    /** So many names are looked through ourselves, since AWS finds whole words alone. */
    private static final int PAGES = 20;

    /** What AWS takes for a filter; an exclamation mark in front would turn it round. */
    private static final Pattern SEARCHABLE = Pattern.compile("[a-zA-Z0-9 :_@/+=.-]{1,512}");

    private final SecretsManagerClient client;
    private final String region;
    private final @Nullable IamRole role;
    private final @Nullable String text;
    private final Map<String, Named> found = new LinkedHashMap<>();

    SecretNames(SecretsManagerClient client, String region, @Nullable IamRole role, @Nullable String text) {
        this.client = client;
        this.region = region;
        this.role = role;
        this.text = text;
    }

    SecretListing read() {
        try {
            boolean all = lookThrough(_ -> {});
            if (!all && text != null && SEARCHABLE.matcher(text).matches()) {
                var words = Filter.builder()
                        .key(FilterNameStringType.ALL)
                        .values(text)
                        .build();
                lookThrough(ask -> ask.filters(words));
            }
            return new SecretListing(List.copyOf(found.values()), !all, List.of());
        } catch (SdkException failure) {
            var trouble = ActionOutcome.trouble(failure, LIST, "*", role == null ? null : role.arn());
            return new SecretListing(
                    List.of(), false, List.of(new Blind(region, role == null ? null : role.account(), trouble)));
        }
    }

    /** Answers whether those were all. */
    private boolean lookThrough(Consumer<ListSecretsRequest.Builder> which) {
        int read = 0;
        for (ListSecretsResponse page : client.listSecretsPaginator(ask -> which.accept(ask.maxResults(PAGE)))) {
            page.secretList().stream()
                    .filter(this::isWanted)
                    .forEach(each -> found.putIfAbsent(each.arn(), named(each)));
            read++;
            if (read == PAGES) {
                return page.nextToken() == null;
            }
        }
        return true;
    }

    private boolean isWanted(SecretListEntry secret) {
        return text == null
                || Stream.of(secret.name(), secret.arn(), secret.description())
                        .anyMatch(each ->
                                each != null && each.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    private Named named(SecretListEntry secret) {
        String description = secret.description();
        return new Named(
                secret.name(),
                secret.arn(),
                region,
                description == null || description.isEmpty() ? null : description,
                role);
    }
}
