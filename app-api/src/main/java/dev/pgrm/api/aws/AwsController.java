package dev.pgrm.api.aws;

import dev.pgrm.api.page.Asked;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.aws.LookingAtAws;
import dev.pgrm.application.aws.LookingAtAws.Wish;
import dev.pgrm.application.aws.LookingForSecrets;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.IamRole;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Controller("/api/aws")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "AWS")
final class AwsController {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final LookingAtAws aws;
    private final LookingForSecrets secrets;
    private final StoreGate store;

    AwsController(LookingAtAws aws, LookingForSecrets secrets, StoreGate store) {
        this.aws = aws;
        this.secrets = secrets;
        this.store = store;
    }

    /**
     * Tries every action of AWS that is needed, without changing anything, and Redis. What is missing is listed with the policy
     * that would add it.
     *
     * @param region where; repeatable; where registered databases are, and AWS_REGION of the monitor, unless given
     */
    @Get("/test")
    PermissionsBody test(@Parameter(hidden = true) Actor actor, @Nullable @QueryValue List<String> region) {
        store.requireOpen();
        var asked = new Asked();
        List<String> regions = regions(asked, region);
        asked.refuseIfWrong();
        return PermissionsBody.of(aws.permissions(actor, regions));
    }

    /**
     * Instances and clusters of PostgreSQL in RDS, with their replicas, and a body to register each endpoint that is not.
     *
     * @param region where; repeatable; where registered databases are, and AWS_REGION of the monitor, unless given
     * @param role the ARN of a role to look as; repeatable; ourselves and the roles of registered databases unless given
     * @param limit how many at most, 50 unless given, up to 200
     * @param cursor the {@code next} of the page before
     * @param logFiles whether to list the log files of the instances on the page
     */
    @Get("/rds")
    RdsBody rds(
            @Parameter(hidden = true) Actor actor,
            @Nullable @QueryValue List<String> region,
            @Nullable @QueryValue List<String> role,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String cursor,
            @Nullable @QueryValue String logFiles) {
        store.requireOpen();
        var asked = new Asked();
        List<String> regions = regions(asked, region);
        List<String> roles = roles(asked, role);
        int most = asked.limit(limit, USUAL, MOST);
        List<String> after = asked.after(cursor, 1);
        boolean files = Boolean.TRUE.equals(asked.flag("logFiles", logFiles));
        asked.refuseIfWrong();
        var wish = new Wish(regions, roles, most, after == null ? null : after.getFirst(), files);
        return RdsBody.of(aws.rds(actor, wish), after == null);
    }

    /**
     * Secrets of Secrets Manager by name and ARN, which the credentials of a database may be. Their values are not read.
     *
     * @param region where; repeatable; where registered databases are, and AWS_REGION of the monitor, unless given
     * @param role the ARN of a role to look as; repeatable; ourselves and the roles of registered databases unless given
     * @param q what is in their name, ARN or description, in whatever case
     * @param limit how many at most, 50 unless given, up to 200
     */
    @Get("/secrets")
    SecretsBody secrets(
            @Parameter(hidden = true) Actor actor,
            @Nullable @QueryValue List<String> region,
            @Nullable @QueryValue List<String> role,
            @Nullable @QueryValue String q,
            @Nullable @QueryValue Integer limit) {
        store.requireOpen();
        var asked = new Asked();
        List<String> regions = regions(asked, region);
        List<String> roles = roles(asked, role);
        String text = asked.text("q", q == null || q.isBlank() ? null : q.strip());
        int most = asked.limit(limit, USUAL, MOST);
        asked.refuseIfWrong();
        return SecretsBody.of(secrets.find(actor, new LookingForSecrets.Wish(text, regions, roles)), most);
    }

    private static List<String> roles(Asked asked, @Nullable List<String> given) {
        List<String> roles = distinct(given);
        roles.forEach(each -> asked.require(
                IamRole.isArn(each), "role", "'" + each + "' must look like arn:aws:iam::123456789012:role/NAME"));
        return roles;
    }

    private static List<String> regions(Asked asked, @Nullable List<String> given) {
        List<String> regions = distinct(given);
        regions.forEach(
                each -> asked.require(AwsRegion.isCode(each), "region", "'" + each + "' must look like eu-central-1"));
        return regions;
    }

    private static List<String> distinct(@Nullable List<String> given) {
        return given == null ? List.of() : given.stream().distinct().toList();
    }
}
