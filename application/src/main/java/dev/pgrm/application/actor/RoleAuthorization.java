package dev.pgrm.application.actor;

import dev.pgrm.application.actor.Actor.Role;

/** Viewers see, operators operate too, administrators do everything: each role includes those before it. */
public final class RoleAuthorization implements Authorization {
    @Override
    public void require(Actor actor, Act act) {
        Role least = leastFor(act);
        boolean may = actor.roles().stream().anyMatch(role -> role.compareTo(least) >= 0);
        if (!may) {
            throw new Denied(actor.name() + " may not do this: it takes the role " + least);
        }
    }

    private static Role leastFor(Act act) {
        return switch (act) {
            case SEE -> Role.VIEWER;
            case OPERATE, DESCRIBE -> Role.OPERATOR;
            case CHANGE_REGISTRY -> Role.ADMIN;
        };
    }
}
