package dev.pgrm.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.operation.Step.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunbookTest {
    private static final OperationId ID = new OperationId(new UUID(0, 7));
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private record Painting(List<PlannedStep> plan) implements Work {
        @Override
        public String kind() {
            return "fence.paint";
        }

        @Override
        public Set<String> subjects() {
            return Set.of("fence:1");
        }
    }

    private static Operation operation(PlannedStep... plan) {
        return Operation.of(ID, new Painting(List.of(plan)), "ada", NOON);
    }

    private static PlannedStep step(String name, String database, String sql, String... undo) {
        return new PlannedStep(
                name,
                List.of(new Script(database, sql)),
                List.of(undo).stream().map(each -> new Script(database, each)).toList());
    }

    @Test
    void tells_how_it_is_done_and_in_reverse_how_it_is_undone() {
        String script = Runbook.of(operation(
                PlannedStep.looking("Look"),
                step("Make one", "orders", "create one", "drop one"),
                step("Make two", "dw", "create two", "stop two", "drop two"),
                step("Start", "dw", "start two")));

        assertThat(script).startsWith("-- fence.paint, operation " + ID + "\n").endsWith("\n");
        assertThat(script.substring(script.indexOf("-- ===== To do it"))).isEqualTo("""
                        -- ===== To do it =====

                        -- 1. Look (pending)

                        -- 2. Make one (pending)
                        -- on orders:
                        create one;

                        -- 3. Make two (pending)
                        -- on dw:
                        create two;

                        -- 4. Start (pending)
                        -- on dw:
                        start two;

                        -- ===== To undo it: what was done, the last step first =====

                        -- 3. Make two (pending)
                        -- on dw:
                        stop two;
                        drop two;

                        -- 2. Make one (pending)
                        -- on orders:
                        drop one;
                        """);
    }

    @Test
    void says_from_where_there_is_no_way_back() {
        String script = Runbook.of(operation(
                step("Stop it", "dw", "stop it", "start it"),
                PlannedStep.forGood("Drop it", List.of(new Script("dw", "drop it")))));

        assertThat(script)
                .contains("drop it;\n-- There is no way back from here on.\n")
                .contains("the last step first =====\n-- Only as long as step 2 is not done.\n");
    }

    @Test
    void says_how_far_each_step_came() {
        Operation planned = operation(step("Make one", "orders", "create one"), step("Make two", "dw", "create two"));
        Operation running = planned.with(List.of(
                planned.steps().getFirst().end(StepStatus.DONE, "made", NOON),
                planned.steps().getLast()));

        assertThat(Runbook.of(running)).contains("-- 1. Make one (done)", "-- 2. Make two (pending)");
    }

    @Test
    void no_name_ends_its_comment() {
        String script = Runbook.of(operation(step("Make\ndrop table a;", "x\r\ndrop table b;", "create one")));

        assertThat(script.lines()).noneMatch(line -> line.startsWith("drop table"));
    }
}
