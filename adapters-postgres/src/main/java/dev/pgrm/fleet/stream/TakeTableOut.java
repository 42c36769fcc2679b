package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.stream.ResyncTable;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows on the target lag behind from here on. So it is undone by finishing: the table is emptied and copied, as if nothing had
 * come between. Undoing leaves nothing behind.
 */
record TakeTableOut(ResyncedTable table, LeavingStream way) implements Act {
    @Override
    public String name() {
        return ResyncTable.TAKE_OUT;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        way.leave(telling);
        return "The stream does not write to it; the other tables flow on";
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (way.isIn()) {
            return null;
        }
        way.leave(telling);
        table.empty(telling);
        table.refresh();
        return "Its rows were behind already: it was emptied, and is copied anew";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return "-- leave out what is done already\n"
                + table.work().plan().stream()
                        .filter(step -> step.name().equals(name()))
                        .map(PlannedStep::undo)
                        .flatMap(undo -> undo.stream().map(TakeTableOut::written))
                        .collect(Collectors.joining("\n"));
    }

    private static String written(Script script) {
        return "-- on " + script.database() + ":\n" + script.sql() + ";";
    }
}
