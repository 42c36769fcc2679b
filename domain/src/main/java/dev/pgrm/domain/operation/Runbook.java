package dev.pgrm.domain.operation;

import dev.pgrm.domain.operation.PlannedStep.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An operation as a script for psql, to be done by hand, and to be undone by hand: for when this program is down. */
public final class Runbook {
    private Runbook() {}

    public static String of(Operation operation) {
        List<PlannedStep> plan = operation.work().plan();
        var lines = new ArrayList<String>();
        lines.add("-- " + operation.kind() + ", operation " + operation.id());
        lines.add(
                "-- Connect psql to the database that each part names. Secrets are left out: set the variables first, such as");
        lines.add("--   \\prompt 'Password: ' password");
        lines.add("");
        lines.add("-- ===== To do it =====");
        for (int number = 0; number < plan.size(); number++) {
            PlannedStep step = plan.get(number);
            add(lines, number, step, step.scripts(), operation);
            if (step.forGood()) {
                lines.add("-- There is no way back from here on.");
            }
        }
        lines.add("");
        lines.add("-- ===== To undo it: what was done, the last step first =====");
        plan.stream()
                .filter(PlannedStep::forGood)
                .findFirst()
                .ifPresent(step -> lines.add("-- Only as long as step " + (plan.indexOf(step) + 1) + " is not done."));
        for (int number = plan.size() - 1; number >= 0; number--) {
            PlannedStep step = plan.get(number);
            if (!step.undo().isEmpty()) {
                add(lines, number, step, step.undo(), operation);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(
            List<String> lines, int number, PlannedStep step, List<Script> scripts, Operation operation) {
        lines.add("");
        lines.add("-- " + (number + 1) + ". " + comment(step.name()) + standing(operation, number));
        String database = "";
        for (Script script : scripts) {
            if (!script.database().equals(database)) {
                database = script.database();
                lines.add("-- on " + comment(database) + ":");
            }
            lines.add(script.sql() + ";");
        }
    }

    private static String standing(Operation operation, int number) {
        return number < operation.steps().size()
                ? " (" + operation.steps().get(number).status().name().toLowerCase(Locale.ROOT) + ")"
                : "";
    }

    /** Names may hold anything, also the end of a line. */
    private static String comment(String text) {
        return text.replace('\n', ' ').replace('\r', ' ');
    }
}
