package dev.pgrm.application.aws;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of secrets that a database's credentials could be; a value is not read for it. */
public final class LookingForSecrets {
    private final Registry registry;
    private final AskWorker workers;
    private final Authorization authorization;

    /**
     * What somebody asks for.
     *
     * @param regions none for those of registered databases
     * @param roles none for ourselves and the roles of registered databases
     */
    public record Wish(@Nullable String text, List<String> regions, List<String> roles) {
        public Wish {
            regions = List.copyOf(regions);
            roles = List.copyOf(roles);
        }
    }

    public LookingForSecrets(Registry registry, AskWorker workers, Authorization authorization) {
        this.registry = registry;
        this.workers = workers;
        this.authorization = authorization;
    }

    /** Assuming a role that no database has been given is an administrator's act. */
    public SecretListing find(Actor actor, Wish wish) {
        authorization.require(actor, Act.OPERATE);
        AwsUse use = AwsInUse.of(registry.all());
        List<IamRole> roles = wish.roles().stream().map(use::role).toList();
        if (!use.roles().containsAll(roles)) {
            authorization.require(actor, Act.CHANGE_REGISTRY);
        }
        boolean anywhere = wish.regions().isEmpty();
        var search = new SecretSearch(
                wish.text(),
                anywhere ? use.regions() : wish.regions(),
                anywhere,
                roles.isEmpty(),
                roles.isEmpty() ? use.roles() : roles);
        return workers.ask(null, new Question.FindSecrets(search), Answer.SecretsFound.class, LookingAtAws.DEADLINE)
                .listing();
    }
}
