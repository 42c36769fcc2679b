package dev.pgrm.application.actor;

import java.util.Set;

/** Who asks for something: a person, a program, or this program itself. */
public record Actor(String name, Set<Role> roles) {
    /** Work that no person asked for, such as polling. */
    public static final Actor SYSTEM = new Actor("pgrm", Set.of(Role.ADMIN));

    public enum Role {
        VIEWER,
        OPERATOR,
        ADMIN
    }

    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("An actor has a name");
        }
        roles = Set.copyOf(roles);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }
}
