package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.PublicationReaders.Own;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether the table is published as it was when somebody asked, and whether the subscription has what is published. */
record CheckPublished(ResyncedTable table) {
    private static final String BY_ITSELF = """
            select not p.puballtables and pg_has_role(p.pubowner, 'USAGE') and pg_has_role(c.relowner, 'USAGE')
                   and not exists (select from pg_publication_rel a
                     join pg_partition_ancestors(cast(c.oid as regclass)) as above (relid) on above.relid = a.prrelid
                      where a.prpubid = p.oid and a.prrelid <> c.oid)
              from pg_publication p join pg_publication_rel r on r.prpubid = p.oid join pg_class c on c.oid = r.prrelid
              join pg_namespace n on n.oid = c.relnamespace
             where p.pubname = ? and n.nspname = ? and c.relname = ?""";

    void check() throws Setback {
        List<String> publications = table.standing().publications();
        String own = table.work().publication().value();
        List<String> publishing = publishing(publications);
        if (!publishing.equals(List.of(own))) {
            throw refused(
                    "published_otherwise",
                    "The stream publishes " + table.work().table() + " by "
                            + (publishing.isEmpty() ? "none of its publications" : String.join(", ", publishing))
                            + ", not by " + own + " alone",
                    "See which publications have the table, and ask for a new operation");
        }
        if (table.work().others() == null) {
            requireByItself(own);
            table.requirePublishedAsAsked();
            requireAlone(own);
        }
        requireNothingNew(publications);
    }

    private DedicatedSession source() throws Setback {
        return table.ends().source();
    }

    private static String listed(List<String> publications) {
        return publications.stream().map(Quoted::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private List<String> publishing(List<String> publications) throws Setback {
        return source().query(
                        "select pubname from pg_publication_tables where schemaname = ? and tablename = ? and pubname in "
                                + listed(publications) + " order by 1",
                        row -> row.getString(1),
                        table.work().table().schema(),
                        table.work().table().name());
    }

    private void requireByItself(String own) throws Setback {
        TableName name = table.work().table();
        if (!source().is(BY_ITSELF, own, name.schema(), name.name())) {
            throw refused(
                    "published_otherwise",
                    name + " is not published by itself in " + own + ", or our role does not own both there",
                    "Own the table and the publication, or publish the table by itself");
        }
    }

    /** Whoever rests would find the table gone in what was written meanwhile, and be told of no error. */
    private void requireAlone(String own) throws Setback {
        Own reading =
                Own.of(table.subscription(), table.standing(), table.ends().target());
        Bystanders known = Objects.requireNonNullElse(table.work().bystanders(), Bystanders.NONE);
        List<String> others = new PublicationReaders(source(), own).beside(reading, known);
        if (!others.isEmpty()) {
            throw refused(
                    "publication_shared",
                    "Others take publication " + own + ", too, or may: " + String.join("; ", others),
                    "Wait until the map shows them, and ask for a new operation: it leaves the publication as it is");
        }
    }

    /** A refresh would take it in, too. */
    private void requireNothingNew(List<String> publications) throws Setback {
        var published = new TreeSet<>(source().query(
                        "select schemaname, tablename from pg_publication_tables where pubname in "
                                + listed(publications),
                        row -> new TableName(row.getString(1), row.getString(2))));
        List<TableName> subscribed = table.ends()
                .target()
                .query(
                        """
                        select n.nspname, c.relname from pg_subscription_rel r join pg_class c on c.oid = r.srrelid
                          join pg_namespace n on n.oid = c.relnamespace where r.srsubid = cast(? as oid)""",
                        row -> new TableName(row.getString(1), row.getString(2)),
                        table.subscription().oid().value());
        subscribed.forEach(published::remove);
        if (!published.isEmpty()) {
            throw refused(
                    "refresh_first",
                    "Tables are published that the subscription does not have yet: "
                            + published.stream()
                                    .limit(10)
                                    .map(TableName::toString)
                                    .collect(Collectors.joining(", ")),
                    "Refresh the stream first, and wait until they are copied");
        }
    }

    private static Setback refused(String code, String message, String remedy) {
        return Setback.lasting(new Trouble(code, message, remedy));
    }
}
