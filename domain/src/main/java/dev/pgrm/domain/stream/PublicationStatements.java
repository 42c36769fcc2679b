package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import java.util.stream.Collectors;

/** What is said to a publication that there is. Each is done wholly or not at all, and never to what inherits from a table. */
public record PublicationStatements(PublicationName name) {
    private String alter() {
        return "alter publication " + Quoted.identifier(name);
    }

    public String add(List<PublicationSpec.Table> tables) {
        return addWritten(tables.stream().map(PublicationSpec.Table::sqlAlone).toList());
    }

    /** @param tables as they stand in SQL, each with its columns and its condition */
    public String addWritten(List<String> tables) {
        return alter() + " add table " + String.join(", ", tables);
    }

    public String drop(List<TableName> tables) {
        return alter() + " drop table "
                + tables.stream().map(table -> "only " + Quoted.table(table)).collect(Collectors.joining(", "));
    }
}
