package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;

/**
 * By which an operation knows again what it made: a comment, made in one transaction with the thing itself. A name alone would find as
 * well what others made when it was free again.
 */
record Mark(OperationId operation) {
    /** Said of what has the name of what an operation made, when that is gone. */
    static final String STAYS = "It is gone; what has its name now was made by others, and stays";

    /** Who made what has a name. */
    enum Whose {
        NOBODYS,
        OURS,
        OTHERS
    }

    String text() {
        return "Made by pgrm, operation " + operation;
    }

    private String comment(String what) {
        return "comment on " + what + " is " + Quoted.literal(text());
    }

    String on(PublicationName publication) {
        return comment("publication " + Quoted.identifier(publication));
    }

    String on(SubscriptionName subscription) {
        return comment("subscription " + Quoted.identifier(subscription));
    }

    String on(TableName table) {
        return comment("table " + Quoted.table(table));
    }

    Whose whose(DedicatedSession source, PublicationName publication) throws Setback {
        return whose(
                source,
                "select obj_description(oid, 'pg_publication') from pg_publication where pubname = ?",
                publication.value());
    }

    Whose whose(DedicatedSession target, SubscriptionName subscription) throws Setback {
        return whose(target, """
                select obj_description(oid, 'pg_subscription') from pg_subscription
                 where subname = ? and subdbid = (select oid from pg_database where datname = current_database())""", subscription.value());
    }

    Whose whose(DedicatedSession target, TableName table) throws Setback {
        return whose(target, """
                select obj_description(c.oid, 'pg_class') from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname = ? and c.relname = ?""", table.schema(), table.name());
    }

    private Whose whose(DedicatedSession session, String sql, Object... name) throws Setback {
        List<Boolean> found = session.query(sql, row -> text().equals(row.getString(1)), name);
        return found.isEmpty() ? Whose.NOBODYS : found.getFirst() ? Whose.OURS : Whose.OTHERS;
    }
}
