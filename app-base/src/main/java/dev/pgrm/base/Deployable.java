package dev.pgrm.base;

import dev.pgrm.application.settings.Settings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starting one of the programs. */
public final class Deployable {
    private static final Logger log = LoggerFactory.getLogger(Deployable.class);
    private static final int USAGE = 2;

    private Deployable() {}

    /** How a program comes by its context. */
    public interface Start {
        ApplicationContext with(Map<String, String> environment) throws Settings.Invalid;
    }

    /** Starts and stays, or tells all that is wrong with the settings and ends. */
    public static void run(String name, Start start) {
        try {
            ApplicationContext context = start.with(System.getenv());
            log.info(
                    "{} listens on {}",
                    name,
                    context.getBean(EmbeddedServer.class).getURI());
            Runtime.getRuntime().addShutdownHook(new Thread(context::close, "shutdown"));
        } catch (Settings.Invalid e) {
            e.problems().forEach(log::error);
            log.error("{} starts once these settings are right; docs/configuration.md explains them", name);
            System.exit(USAGE);
        }
    }

    /**
     * A running context, with what application-{@code program}.yml adds. The process's environment is read by settings alone, so
     * nothing else in it can change what Micronaut does.
     */
    public static ApplicationContext start(String program, BaseSettings base, Object... settings) {
        ApplicationContext context = ApplicationContext.builder()
                .environmentPropertySource(false)
                .deduceEnvironment(false)
                .banner(false)
                .environments(program)
                .properties(base.properties())
                .singletons(base)
                .singletons(settings)
                .start();
        context.getBean(EmbeddedServer.class).start();
        return context;
    }
}
