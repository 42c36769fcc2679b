package dev.pgrm.domain.preflight;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.stream.CreateStream;
import java.util.List;
import java.util.Locale;

/** What the two ends are to each other, and the way between them. */
final class JudgeEnds {
    private JudgeEnds() {}

    static void of(CreateStream work, SourceFacts source, TargetFacts target, Findings findings) {
        EndFacts from = source.end();
        EndFacts to = target.end();
        if (from.identity().equals(to.identity())) {
            findings.blocker(
                    "same_database",
                    to.name(),
                    from.name() + " and " + to.name() + " are one and the same database: a table cannot be copied onto"
                            + " itself. Choose another target",
                    null);
        }
        if (to.version().major() < from.version().major()) {
            findings.warning(
                    "target_older",
                    to.name(),
                    to.name() + " runs PostgreSQL " + to.version() + ", older than " + from.name() + " with "
                            + from.version() + ": changes flow, but types and options that came in between are unknown"
                            + " there",
                    null);
        }
        if (isLoopback(work.way().address().host()) && !beside(from, to)) {
            findings.warning(
                    "source_address_loopback",
                    work.way().address().toString(),
                    "The server of " + to.name() + " would look for the source on its own machine: give the address at"
                            + " which that server reaches " + from.name(),
                    null);
        }
        tls(work, source, findings);
    }

    /** On the machine of the source, as far as addresses tell. */
    private static boolean beside(EndFacts from, EndFacts to) {
        return isLoopback(to.host()) || (to.listens() != null && to.listens().equals(from.listens()));
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    private static void tls(CreateStream work, SourceFacts source, Findings findings) {
        String theirs = work.way().sslMode().toLowerCase(Locale.ROOT);
        List<String> known = List.of(
                Words.of(TlsMode.DISABLE),
                "allow",
                Words.of(TlsMode.PREFER),
                Words.of(TlsMode.REQUIRE),
                Words.of(TlsMode.VERIFY_CA),
                Words.of(TlsMode.VERIFY_FULL));
        String ours = Words.of(source.tls());
        if (known.contains(theirs) && known.indexOf(theirs) < known.indexOf(ours)) {
            findings.note(
                    "tls_weaker",
                    "sslmode",
                    "The stream would reach " + source.end().name() + " with sslmode=" + theirs + ", while we do with "
                            + ours + ": its rows and the password are protected less than ours");
        }
    }
}
