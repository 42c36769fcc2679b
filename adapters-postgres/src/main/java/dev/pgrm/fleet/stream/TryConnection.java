package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.ReconnectStream.Reason;
import java.util.Map;

/**
 * Changes nothing. In the middle of a rotation the secret and the server may not agree for some seconds, which is waited for; each try is
 * a sign-in that the server may count, so there are few.
 */
record TryConnection(ReconnectStream work, Ends ends, Proof proof) implements Act {
    private static final int TRIES = 4;
    private static final int LOOKS_BETWEEN = 20;

    @Override
    public String name() {
        return ReconnectStream.TRY;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        Standing.require(ends.target(), work.stream().requireSubscription());
        int tries = work.reason() == Reason.ROTATED ? TRIES : 1;
        for (int left = tries - 1; ; left--) {
            try {
                return work.way().address() + " lets " + proof.ofCredential().username() + " in";
            } catch (Setback e) {
                if (left == 0 || e.passing()) {
                    throw e;
                }
                telling.tell("Waits: " + e.trouble().message());
                for (int look = 0; look < LOOKS_BETWEEN; look++) {
                    telling.pause();
                }
            }
        }
    }
}
