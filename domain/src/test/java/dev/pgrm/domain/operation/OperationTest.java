package dev.pgrm.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OperationTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private record Moving() implements Work {
        @Override
        public String kind() {
            return "house.move";
        }

        @Override
        public Set<String> subjects() {
            return Set.of("house:1");
        }

        @Override
        public List<PlannedStep> plan() {
            return List.of(
                    PlannedStep.looking("pack"), PlannedStep.looking("carry"), PlannedStep.forGood("sell", List.of()));
        }
    }

    private static Operation failed(StepStatus... steps) {
        Operation planned = Operation.of(new OperationId(new UUID(1, 1)), new Moving(), "ada", NOON);
        var stand = new ArrayList<>(planned.steps());
        for (int number = 0; number < steps.length; number++) {
            stand.set(number, stand.get(number).end(steps[number], null, NOON));
        }
        return new Operation(
                planned.id(),
                planned.work(),
                planned.requestedBy(),
                NOON,
                OperationStatus.FAILED,
                new Epoch(1),
                false,
                stand,
                new Trouble("refused", "It said no", "Ask again"),
                Map.of());
    }

    @Test
    void of_what_waits_to_be_tried_again_what_was_left_is_taken_back_when_it_is_cancelled() {
        Operation waiting = failed(StepStatus.UNDONE, StepStatus.LEFT).retry();

        Operation cancelled = waiting.cancel();

        assertThat(cancelled.status()).isEqualTo(OperationStatus.PENDING);
        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.steps()).isEqualTo(waiting.steps());
    }

    @Test
    void of_what_waits_to_be_tried_again_and_left_nothing_there_is_nothing_to_take_back() {
        assertThat(failed(StepStatus.UNDONE, StepStatus.UNDONE).retry().cancel().status())
                .isEqualTo(OperationStatus.CANCELLED);
    }

    @Test
    void what_waits_to_finish_a_step_for_good_cannot_be_stopped() {
        Operation waiting =
                failed(StepStatus.DONE, StepStatus.DONE, StepStatus.LEFT).retry();

        assertThat(waiting.pastStopping()).isTrue();
        assertThat(waiting.cancel()).isEqualTo(waiting);
    }
}
