package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The steps by which tables come and go. Going back, the subscription is told anew what is published, and copies nothing. */
record TablesPlan(ChangeStream work, Tables tables) {
    List<PlannedStep> steps() {
        var steps = new ArrayList<PlannedStep>();
        PublicationStatements publication = tables.statements();
        if (!tables.added().tables().isEmpty()) {
            steps.add(new PlannedStep(
                    ChangeStream.ADD,
                    List.of(atSource(tables.add())),
                    List.of(atSource(publication.drop(tables.addedNames())), refresh(false))));
        }
        if (!tables.removed().isEmpty()) {
            steps.add(new PlannedStep(
                    ChangeStream.REMOVE,
                    List.of(atSource(publication.drop(tables.removed()))),
                    Stream.concat(
                                    tables.removed().stream()
                                            .map(table -> atSource(again("only " + Quoted.table(table)))),
                                    Stream.of(refresh(false)))
                            .toList()));
        }
        steps.add(new PlannedStep(RefreshStream.REFRESH, List.of(refresh(work.copyData())), List.of()));
        return steps;
    }

    private String again(String table) {
        return "-- with the columns and the condition that it had in pg_publication_tables, if any\n"
                + tables.statements().addWritten(List.of(table));
    }

    private Script atSource(String sql) {
        return StreamWork.at(work.stream().requireSource(), sql);
    }

    private Script refresh(boolean copy) {
        return StreamWork.at(work.target(), work.renamed().statements().refresh(copy));
    }
}
