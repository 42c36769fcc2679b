package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.PublishedTable;
import java.util.List;

/** The two ways in which a single table leaves a stream, while the others flow on. Both may be gone again from wherever they ended. */
sealed interface LeavingStream {
    /** Neither has it left, nor is anything on its way to that; also when it was taken in again. */
    boolean isIn() throws Setback;

    /** Afterwards the subscription does not have it, its worker knows, and it is published as before. */
    void leave(Telling telling) throws Setback;

    /** It alone leaves its publication for a moment, which nobody else may use. */
    record OfItsPublication(ResyncedTable table) implements LeavingStream {
        @Override
        public boolean isIn() throws Setback {
            return table.entry() != null && table.published();
        }

        @Override
        public void leave(Telling telling) throws Setback {
            PublishedTable as = table.work().published();
            if (table.entry() != null) {
                table.requireEnabled();
                if (table.published()) {
                    table.requirePublishedAsAsked();
                    table.ends().source().execute(table.statements().drop());
                }
                table.refresh();
                requireLeft();
            }
            table.stop(telling);
            table.start();
            if (!table.published()) {
                table.ends().source().execute(table.statements().add(as));
            }
        }

        private void requireLeft() throws Setback {
            if (table.entry() != null) {
                throw Setback.lasting(new Trouble(
                        "published_otherwise",
                        "The stream publishes " + table.work().table() + " in another way, too",
                        "See pg_publication_tables on the source"));
            }
        }
    }

    /** The subscription takes the publication of the others for a moment; that of the table is not touched. */
    record ByOthers(ResyncedTable table, PublicationName others) implements LeavingStream {
        @Override
        public boolean isIn() throws Setback {
            return table.entry() != null && !table.standing().publications().contains(others.value());
        }

        @Override
        public void leave(Telling telling) throws Setback {
            PublicationName own = table.work().publication();
            var statements = table.subscription().statements();
            if (table.entry() != null) {
                List<PublicationName> without = instead(table.requireEnabled(), own, others);
                table.ends().target().execute(statements.publications(without, true));
            }
            Standing standing = table.standing();
            if (standing.publications().contains(others.value())) {
                table.stop(telling);
                table.ends().target().execute(statements.publications(instead(standing, others, own), false));
            }
            table.start();
        }

        private static List<PublicationName> instead(Standing standing, PublicationName one, PublicationName other)
                throws Setback {
            List<PublicationName> names =
                    standing.publications().stream().map(PublicationName::new).toList();
            if (!names.contains(one)) {
                throw Setback.lasting(new Trouble(
                        "stream_changed",
                        "The subscription does not use publication " + one + " any more",
                        "See the map for what it uses now, and ask for a new operation"));
            }
            return names.stream().map(each -> each.equals(one) ? other : each).toList();
        }
    }
}
