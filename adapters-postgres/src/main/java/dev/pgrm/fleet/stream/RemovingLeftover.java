package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;

/** Looks once more whether anybody uses it, and removes it. What was refused has changed nothing. */
record RemovingLeftover(RemoveLeftover work, Ends ends) implements Act {
    private static final String THERE = "there";
    private static final String GONE = "It is gone already";

    @Override
    public String name() {
        return RemoveLeftover.step(work.what());
    }

    private DedicatedSession server() throws Setback {
        return work.what() == Leftover.ORIGIN ? ends.target() : ends.source();
    }

    private LookAtLeftover look(DedicatedSession server) {
        return new LookAtLeftover(work, server);
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(THERE, Boolean.toString(look(server()).there()));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession server = server();
        LookAtLeftover look = look(server);
        while (look.there()) {
            look.requireUnused();
            if (removed(server, look)) {
                return "It was removed";
            }
            telling.pause();
        }
        return telling.resumed() && Boolean.parseBoolean(notes.get(THERE)) ? "It is removed" : GONE;
    }

    /** @return false when it came into use, or went away, since we looked */
    private boolean removed(DedicatedSession server, LookAtLeftover look) throws Setback {
        try {
            server.execute(work.what().remove(work.name()));
            return !look.there();
        } catch (Setback e) {
            if (!look.there()) {
                return false;
            }
            throw look.inUse(e) ? Setback.untouched(look.used(e.trouble().message())) : e;
        }
    }

    @Override
    public Map<String, String> result() {
        return Map.of(work.what().word(), work.name());
    }
}
