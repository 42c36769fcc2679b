package dev.pgrm.application.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.AskWorker;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.InMemoryLeases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LookingAtAwsTest {
    private static final Trouble NO = new Trouble("aws_access_denied", "No", "Allow it");

    private final MovableClock clock = new MovableClock();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final AuditTrail audit = new AuditTrail();

    private static final class Desk implements Questions {
        @Override
        public CompletionStage<Answer> ask(WorkerId worker, Question question, Duration deadline) {
            var checks = List.of(
                    check("secretsmanager:GetSecretValue", "arn:read", new Outcome.Allowed("answered")),
                    check("ssm:GetParameter", "arn:denied", new Outcome.Denied(NO)),
                    check("secretsmanager:GetSecretValue", "arn:skipped", new Outcome.Skipped(NO)),
                    check("rds:DescribeDBInstances", "*", new Outcome.Allowed("answered")));
            return CompletableFuture.completedFuture(new Answer.AwsTested(new AwsPermissions(null, List.of(), checks)));
        }

        private static Check check(String action, String resource, Outcome outcome) {
            return new Check("service", action, resource, null, outcome, null);
        }

        @Override
        public void serve(WorkerId self, Function<Question, Answer> desk) {
            throw new UnsupportedOperationException("nobody listens here");
        }
    }

    @Test
    void a_secret_that_was_read_to_see_whether_it_may_be_is_audited_as_any_other() {
        leases.beat(new WorkerId(UUID.randomUUID()), Duration.ofMinutes(1));
        var looking = new LookingAtAws(
                new InMemoryRegistry(), new AskWorker(leases, new Desk()), new RoleAuthorization(), audit, clock);

        var permissions = looking.permissions(new Actor("ada", Set.of(Role.OPERATOR)), List.of());

        assertThat(permissions.checks()).hasSize(4);
        assertThat(audit.entries).extracting(AuditEntry::act).containsOnly("secret.read");
        assertThat(audit.entries).extracting(AuditEntry::actor).containsOnly("ada");
        assertThat(audit.entries)
                .extracting(AuditEntry::subject, entry -> entry.details().get("outcome"))
                .containsExactly(tuple("arn:read", "read"), tuple("arn:denied", "aws_access_denied"));
    }
}
