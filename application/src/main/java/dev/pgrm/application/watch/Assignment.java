package dev.pgrm.application.watch;

import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.Comparator;

/**
 * Which worker should poll which server, by rendezvous hashing: every worker comes to the same answer from the list of live
 * workers alone, and when one joins or leaves, only the servers it gains or loses change hands.
 */
final class Assignment {
    private Assignment() {}

    static boolean fallsTo(WorkerId worker, ServerId server, Collection<WorkerId> live) {
        return live.stream()
                .max(Comparator.<WorkerId>comparingLong(each -> weight(each, server))
                        .thenComparing(Comparator.naturalOrder()))
                .map(worker::equals)
                .orElse(true);
    }

    private static long weight(WorkerId worker, ServerId server) {
        long mixed = worker.value().getMostSignificantBits()
                ^ Long.rotateLeft(worker.value().getLeastSignificantBits(), 17)
                ^ Long.rotateLeft(server.value().getMostSignificantBits(), 31)
                ^ Long.rotateLeft(server.value().getLeastSignificantBits(), 47);
        // The finalizer of splitmix64: neighbouring ids end up far apart.
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
