package dev.pgrm.api.boot;

import dev.pgrm.api.database.DatabasesFile;
import dev.pgrm.application.settings.Settings;
import dev.pgrm.base.BaseSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of the API. */
record ApiSettings(BaseSettings base, @Nullable DatabasesFile databasesFile) {
    static ApiSettings read(Map<String, String> environment) throws Settings.Invalid {
        var settings = new Settings(environment);
        // It need not be there yet, and may come and go.
        String file = settings.optional("PGRM_DATABASES_FILE");
        var read = new ApiSettings(
                BaseSettings.read(settings, 8080), file == null ? null : new DatabasesFile(Path.of(file)));
        settings.check();
        return read;
    }

    /** What beans may ask for, apart from what both programs have. */
    Object[] singletons() {
        return databasesFile == null ? new Object[] {} : new Object[] {databasesFile};
    }
}
