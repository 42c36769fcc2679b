package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.ResyncTable;
import java.util.Map;

/** On the target. What was there is gone for good; that it is copied again is the undoing of what came before. */
record EmptyTable(ResyncedTable table) implements Act {
    @Override
    public String name() {
        return ResyncTable.EMPTY;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        table.empty(telling);
        return "It is empty";
    }
}
