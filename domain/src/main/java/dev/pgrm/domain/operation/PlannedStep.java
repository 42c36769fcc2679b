package dev.pgrm.domain.operation;

import java.util.List;

/**
 * A step as it is planned, with what a person would send to do it and to undo it.
 *
 * @param name in plain words, and its own within the operation
 * @param scripts what is sent, and where; none for a step that only looks or waits
 * @param undo likewise, in the order in which it is sent
 * @param forGood there is no way back from it: once it is done the operation goes on to its end, whatever may have to be left
 */
public record PlannedStep(String name, List<Script> scripts, List<Script> undo, boolean forGood) {
    public PlannedStep {
        scripts = List.copyOf(scripts);
        undo = List.copyOf(undo);
    }

    public PlannedStep(String name, List<Script> scripts, List<Script> undo) {
        this(name, scripts, undo, false);
    }

    /** One from which there is no way back. */
    public static PlannedStep forGood(String name, List<Script> scripts) {
        return new PlannedStep(name, scripts, List.of(), true);
    }

    /** One that only looks or waits. */
    public static PlannedStep looking(String name) {
        return new PlannedStep(name, List.of(), List.of());
    }

    /**
     * One statement, without its semicolon. What is secret in it stands as a variable of psql, such as {@code :'password'}.
     *
     * @param database on which it runs, by the name under which it is registered
     */
    public record Script(String database, String sql) {}
}
