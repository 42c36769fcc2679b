package dev.pgrm.api.settings;

import dev.pgrm.api.database.DatabasesFile;
import dev.pgrm.api.settings.SettingsBody.HistoryBody;
import dev.pgrm.api.settings.SettingsBody.WorkerBody;
import dev.pgrm.api.web.Version;
import dev.pgrm.application.StoreGate;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.history.LookingBack;
import dev.pgrm.application.signin.SignIn;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.Watchers;
import dev.pgrm.base.BaseSettings;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Controller("/api/settings")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Settings")
final class SettingsController {
    private final BaseSettings settings;
    private final @Nullable DatabasesFile databasesFile;
    private final SignIn signIn;
    private final Watchers watchers;
    private final LookingBack history;
    private final StoreGate store;

    SettingsController(
            BaseSettings settings,
            @Nullable DatabasesFile databasesFile,
            SignIn signIn,
            Watchers watchers,
            LookingBack history,
            StoreGate store) {
        this.settings = settings;
        this.databasesFile = databasesFile;
        this.signIn = signIn;
        this.watchers = watchers;
        this.history = history;
        this.store = store;
    }

    /** How this installation is set up. No secret is among it, and nothing can be changed here. */
    @Get
    SettingsBody settings(@Parameter(hidden = true) Actor actor) {
        store.requireOpen();
        return new SettingsBody(
                Version.TEXT,
                settings.pollInterval().toMillis() / 1000.0,
                signIn.keyIsEnabled() ? List.of("key") : List.of(),
                databasesFile == null ? null : databasesFile.path().toString(),
                settings.metricsOpen(),
                workers(actor),
                HistoryBody.of(history.reach(actor)));
    }

    private @Nullable List<WorkerBody> workers(Actor actor) {
        try {
            return watchers.now(actor).stream().map(WorkerBody::of).toList();
        } catch (Leases.Unavailable e) {
            return null;
        }
    }
}
