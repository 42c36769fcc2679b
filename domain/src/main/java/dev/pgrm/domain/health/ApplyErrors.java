package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Diagnosis.End;
import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import org.jspecify.annotations.Nullable;

/** What an error in the log of the subscriber means, and what to do about it. */
final class ApplyErrors {
    private ApplyErrors() {}

    /** Nothing for messages that explain no stop, such as what a worker says that starts or ends, and for errors of copies. */
    static @Nullable Diagnosis in(ReplicationMessage message, Target target, @Nullable Source source) {
        MessageCode code = MessageCode.of(message.code());
        if (code == null || CopyErrors.ofCopy(message)) {
            return null;
        }
        String table = message.relation() == null ? "a table" : message.relation();
        var remedies = new ApplyRemedies(message, target, source);
        var told = new Saying(message, target);
        return switch (code) {
            case UNIQUE_VIOLATION ->
                told.stop("A row that comes over is in " + table + " already", remedies.repairRowOrSkip());
            case NOT_NULL_VIOLATION ->
                told.stop(
                        "A row that comes over lacks a value that " + table + " demands", remedies.relaxColumnOrSkip());
            case FOREIGN_KEY_VIOLATION, CHECK_VIOLATION ->
                told.stop("A row that comes over breaks a constraint of " + table, remedies.relaxConstraintOrSkip());
            case VALUE_MISMATCH ->
                told.stop("A value that comes over does not fit its column in " + table, remedies.fitColumn());
            case MISSING_RELATION ->
                told.stop("Changes come over for " + table + ", which is not there", remedies.createTable());
            case MISSING_COLUMN -> told.stop("A column that comes over is missing in " + table, remedies.addColumn());
            case GENERATED_COLUMN ->
                told.stop("A column that comes over is a generated one in " + table, remedies.plainColumn());
            case IDENTITY_MISMATCH ->
                told.stop("The rows of " + table + " cannot be told apart", remedies.sameIdentity());
            case APPLY_FAILED, REPLICATION_FAILED ->
                told.stop("A transaction cannot be applied", "Mend what the message names; " + remedies.orSkip());
            case PERMISSION_DENIED -> denied(told, remedies, target, source);
            case SET_ROLE_DENIED ->
                told.stop("The worker may not act as the owner of the table", remedies.grantOwner());
            case ROW_SECURITY ->
                told.stop("Row-level security of " + table + " keeps the worker out", remedies.bypassRowSecurity());
            case DEADLOCK ->
                told.passing(
                        "It was the victim of a deadlock",
                        "It tries again by itself; keep long transactions away from " + table + " on " + target.name());
            case LOCK_TIMEOUT -> told.stop("It ran into a lock timeout", remedies.withoutTimeout("lock_timeout"));
            case STATEMENT_TIMEOUT ->
                told.stop("It ran into a statement timeout", remedies.withoutTimeout("statement_timeout"));
            case WORKERS_EXHAUSTED -> told.as(LimitChecks.noWorkerFor(target));
            case ORIGINS_EXHAUSTED -> told.as(LimitChecks.noOriginFor(target));
            default -> LinkErrors.in(code, told, target, source);
        };
    }

    private static Diagnosis denied(Saying told, ApplyRemedies remedies, Target target, @Nullable Source source) {
        String text = told.message().entry().message();
        if (text.contains("walsender") || text.contains("WAL sender")) {
            return told.stop(
                    End.SOURCE,
                    "Its role may not replicate",
                    "On " + (source == null ? "the source" : source.name())
                            + ", give the role that it connects as the attribute REPLICATION (on RDS: grant rds_replication)");
        }
        return text.contains("owner of subscription")
                ? told.stop(
                        "Its owner is no superuser, as " + target.version() + " demands",
                        "Make a superuser its owner on " + target.name() + ", by alter subscription " + target.quoted()
                                + " owner to current_user; as a superuser")
                : told.stop("The worker may not write what comes over", remedies.grantTable());
    }

    /** The error as the stream tells of it. */
    record Saying(ReplicationMessage message, Target target) {
        Diagnosis stop(String what, String remedy) {
            return stop(End.TARGET, what, remedy);
        }

        Diagnosis stop(End end, String what, String remedy) {
            return as(Diagnosis.stop(message.code(), end, sentence(what), remedy));
        }

        Diagnosis passing(String what, String remedy) {
            return as(Diagnosis.warning(message.code(), sentence(what), remedy).pausing(End.TARGET));
        }

        Diagnosis as(Diagnosis diagnosis) {
            return diagnosis.lastAt(message.entry().at());
        }

        private String sentence(String what) {
            return target.subscription().name() + " on " + target.name() + " stands still. " + what + ". The log says: "
                    + Wording.of(message.entry());
        }
    }
}
