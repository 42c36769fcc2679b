package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.ResyncTable;
import java.util.Map;

/** On the source, once no worker reads by it. */
record DropOthers(ResyncedTable table, PublicationName others) implements Act {
    @Override
    public String name() {
        return ResyncTable.DROP_OTHERS;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        table.ends().source().execute(table.statements().dropOthers(others));
        return "It was dropped";
    }
}
