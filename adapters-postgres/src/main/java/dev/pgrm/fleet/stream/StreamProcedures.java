package dev.pgrm.fleet.stream;

import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Procedures;
import dev.pgrm.application.stream.KeptConnections;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.domain.stream.ReconnectStream;
import dev.pgrm.domain.stream.RefreshStream;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.ResumeStream;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.domain.stream.SkipTransaction;
import dev.pgrm.domain.stream.StreamWork;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.operation.DedicatedSessions;
import java.time.Clock;
import java.util.List;

/** The work on streams. */
public final class StreamProcedures implements Procedures {
    private final Registry registry;
    private final Sessions sessions;
    private final Credentials credentials;
    private final StreamChecks checks;
    private final Remembering remembering;

    public StreamProcedures(
            Registry registry,
            Sessions sessions,
            Credentials credentials,
            StreamChecks checks,
            KeptConnections kept,
            Clock clock) {
        this.registry = registry;
        this.sessions = sessions;
        this.credentials = credentials;
        this.checks = checks;
        this.remembering = new Remembering(kept, clock);
    }

    @Override
    public Procedure begin(Operation operation, Epoch epoch, Runnable stillOurs) {
        var dedicated = new DedicatedSessions(sessions, operation.id(), epoch, stillOurs);
        return new OnSessions(acts(operation, dedicated), dedicated);
    }

    private List<Act> acts(Operation operation, DedicatedSessions dedicated) {
        if (operation.work() instanceof StreamWork work) {
            var ends = new Ends(work, registry, dedicated);
            return switch (work) {
                case ChangeStream change -> new Changing(change, ends, checks).acts(operation.steps());
                case CreateStream create ->
                    new Creating(create, ends, checks, credentials, remembering, new Mark(operation.id()))
                            .acts(operation.steps());
                case ReconnectStream reconnect ->
                    new Reconnecting(reconnect, ends, new Proof(reconnect, ends, sessions, credentials), remembering)
                            .acts();
                case PauseStream pause -> List.of(new Switching(pause.stream().requireSubscription(), false, ends));
                case ResumeStream resume ->
                    List.of(
                            new Switching(resume.stream().requireSubscription(), true, ends),
                            new AwaitFlow(resume.stream().requireSubscription(), ends));
                case RemoveStream remove -> new Removing(remove, ends, remembering).acts(operation.steps());
                case RemoveLeftover removal -> List.of(new RemovingLeftover(removal, ends));
                case RefreshStream refresh ->
                    List.of(new Refreshing(refresh.stream().requireSubscription(), refresh.copyData(), ends));
                case ResyncTable resync -> Resyncing.acts(resync, ends, operation.steps());
                case SkipTransaction skip -> Skipping.acts(skip, ends);
            };
        }
        throw new IllegalArgumentException("Nobody here knows how to do " + operation.kind());
    }

    private record OnSessions(List<Act> acts, DedicatedSessions sessions) implements Procedure {
        @Override
        public void interrupt() {
            sessions.interrupt();
        }

        @Override
        public void close() {
            sessions.close();
        }
    }
}
