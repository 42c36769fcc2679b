package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.stream.ResyncedTable.Entry;
import java.util.Map;

/** Until the copy has begun. It may go on for hours: how it comes along is seen of the stream itself. Nothing is undone. */
record CopyTable(ResyncedTable table) implements Act {
    private static final int LOOKS = 60;

    @Override
    public String name() {
        return ResyncTable.COPY;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        if (table.entry() == null) {
            table.refresh();
        }
        for (int look = 0; look < LOOKS; look++) {
            Entry entry = table.entry();
            if (entry != null && !entry.waits()) {
                return entry.ready() ? "It was copied" : "It is being copied; the stream shows how far it is";
            }
            telling.pause();
        }
        return "It waits to be copied, until the target has a worker for it; the stream shows how far it is";
    }

    @Override
    public Map<String, String> result() {
        return Map.of("table", table.work().table().toString());
    }
}
