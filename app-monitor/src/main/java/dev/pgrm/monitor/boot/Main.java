package dev.pgrm.monitor.boot;

import dev.pgrm.application.settings.Settings;
import dev.pgrm.base.Deployable;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** Starts a monitor. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Deployable.run("pgrm monitor", Main::start);
    }

    /** With the given environment, for as long as the returned context is not closed. */
    public static ApplicationContext start(Map<String, String> environment) throws Settings.Invalid {
        MonitorSettings settings = MonitorSettings.read(environment);
        return Deployable.start("monitor", settings.base(), settings);
    }
}
