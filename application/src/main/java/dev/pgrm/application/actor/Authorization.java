package dev.pgrm.application.actor;

/** Decides who may do what. */
public interface Authorization {
    enum Act {
        SEE,
        OPERATE,
        /** Say what a database is for, and where it stands. */
        DESCRIBE,
        CHANGE_REGISTRY
    }

    /** Returns when the actor may, and throws otherwise. */
    void require(Actor actor, Act act);

    /** The actor is known, and may not. */
    final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Denied(String message) {
            super(message);
        }
    }
}
