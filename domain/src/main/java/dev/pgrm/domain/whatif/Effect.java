package dev.pgrm.domain.whatif;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.StreamId;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that would come of it.
 *
 * @param code stable, for programs
 * @param stream that it concerns, if it is about one
 * @param slot that it concerns, if it is about one
 * @param message in plain words
 * @param bytes how much, where that is the point: WAL that is held, changes that are lost
 * @param time how long, where that is the point: until a slot is lost
 */
public record Effect(
        String code,
        Severity severity,
        @Nullable StreamId stream,
        @Nullable SlotOn slot,
        String message,
        @Nullable Remedy remedy,
        @Nullable Bytes bytes,
        @Nullable Duration time) {

    /** A slot, and the server that has it. */
    public record SlotOn(UUID server, SlotName name) {}

    /**
     * What to do about it.
     *
     * @param sql statements that do it, where statements do
     * @param server where they are to be run
     */
    public record Remedy(
            String words, @Nullable String sql, @Nullable UUID server) {}

    public static Effect note(String code, String message) {
        return of(code, Severity.NOTE, message);
    }

    public static Effect warning(String code, String message) {
        return of(code, Severity.WARNING, message);
    }

    public static Effect critical(String code, String message) {
        return of(code, Severity.CRITICAL, message);
    }

    private static Effect of(String code, Severity severity, String message) {
        return new Effect(code, severity, null, null, message, null, null, null);
    }

    public Effect on(StreamId which) {
        return new Effect(code, severity, which, slot, message, remedy, bytes, time);
    }

    public Effect on(UUID server, SlotName name) {
        return new Effect(code, severity, stream, new SlotOn(server, name), message, remedy, bytes, time);
    }

    public Effect remedied(String words) {
        return new Effect(code, severity, stream, slot, message, new Remedy(words, null, null), bytes, time);
    }

    public Effect remedied(String words, UUID server, String sql) {
        return new Effect(code, severity, stream, slot, message, new Remedy(words, sql, server), bytes, time);
    }

    public Effect remedied(String words, UUID server, SettingChange change) {
        return change.sql() == null ? remedied(words + ": " + change.words()) : remedied(words, server, change.sql());
    }

    public Effect of(Bytes size) {
        return new Effect(code, severity, stream, slot, message, remedy, size, time);
    }

    public Effect within(@Nullable Duration length) {
        return new Effect(code, severity, stream, slot, message, remedy, bytes, length);
    }
}
