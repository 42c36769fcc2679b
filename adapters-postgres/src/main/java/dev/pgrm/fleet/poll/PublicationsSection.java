package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.postgres.PublicationName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The publications of one database, with how many tables they name one by one. */
final class PublicationsSection implements Section<List<Publication>> {
    @Override
    public String sql(Capabilities capabilities) {
        return """
            select pubname, puballtables,
                   (select count(*) from pg_publication_rel as named where named.prpubid = publication.oid) as named_tables
              from pg_publication as publication
            """;
    }

    @Override
    public List<Publication> read(ResultSet row) throws SQLException {
        var publications = new ArrayList<Publication>();
        while (row.next()) {
            publications.add(new Publication(
                    new PublicationName(row.getString("pubname")),
                    row.getBoolean("puballtables"),
                    List.of(),
                    Set.of(),
                    false,
                    null));
        }
        return publications;
    }
}
