package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.stream.LeavingStream.ByOthers;
import dev.pgrm.fleet.stream.LeavingStream.OfItsPublication;
import java.util.List;

/** The acts by which a table is copied again. */
final class Resyncing {
    private Resyncing() {}

    static List<Act> acts(ResyncTable work, Ends ends, List<Step> steps) {
        var table = new ResyncedTable(work, ends);
        var check = new CheckResync(table, steps);
        PublicationName others = work.others();
        if (others == null) {
            return List.of(
                    check,
                    new TakeTableOut(table, new OfItsPublication(table)),
                    new EmptyTable(table),
                    new CopyTable(table));
        }
        return List.of(
                check,
                new PublishOthers(table, others),
                new PassOthers(table),
                new TakeTableOut(table, new ByOthers(table, others)),
                new DropOthers(table, others),
                new EmptyTable(table),
                new CopyTable(table));
    }
}
