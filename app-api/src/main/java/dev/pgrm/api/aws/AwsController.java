package dev.pgrm.api.aws;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.aws.LookingAtAws;
import dev.pgrm.application.aws.LookingAtAws.Wish;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.IamRole;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Controller("/api/aws")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "AWS")
final class AwsController {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final LookingAtAws aws;
    private final StoreGate store;

    AwsController(LookingAtAws aws, StoreGate store) {
        this.aws = aws;
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
        List<String> regions = distinct(region);
        var wrong = new ArrayList<Violation>();
        checkRegions(regions, wrong);
        refuse(wrong);
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
            @Nullable @QueryValue Boolean logFiles) {
        store.requireOpen();
        List<String> regions = distinct(region);
        List<String> roles = distinct(role);
        int most = limit == null ? USUAL : limit;
        String after = cursor == null ? null : Cursor.read(cursor);
        var wrong = new ArrayList<Violation>();
        checkRegions(regions, wrong);
        roles.stream()
                .filter(each -> !IamRole.isArn(each))
                .forEach(each -> wrong.add(
                        new Violation("role", "'" + each + "' must look like arn:aws:iam::123456789012:role/NAME")));
        if (most < 1 || most > MOST) {
            wrong.add(new Violation("limit", "must be from 1 to " + MOST));
        }
        if (cursor != null && after == null) {
            wrong.add(new Violation("cursor", "must be the next of the page before"));
        }
        refuse(wrong);
        var wish = new Wish(regions, roles, most, after, Boolean.TRUE.equals(logFiles));
        return RdsBody.of(aws.rds(actor, wish), after == null);
    }

    private static void checkRegions(List<String> regions, List<Violation> wrong) {
        regions.stream()
                .filter(each -> !AwsRegion.isCode(each))
                .forEach(each -> wrong.add(new Violation("region", "'" + each + "' must look like eu-central-1")));
    }

    private static List<String> distinct(@Nullable List<String> given) {
        return given == null ? List.of() : given.stream().distinct().toList();
    }

    private static void refuse(List<Violation> wrong) {
        if (!wrong.isEmpty()) {
            throw new Refusal(Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "invalid",
                            "Some parameters cannot be used",
                            "Correct the parameters that are listed")
                    .with(wrong));
        }
    }
}
