package dev.pgrm.api;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that was logged since the first start of an API, and the secrets that must not be in it. */
public final class Captured {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    static {
        var appender = new Listening();
        var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
    }

    private Captured() {}

    static void start() {
        // Loading the class has done it.
    }

    /** Remembers a secret. */
    public static String secret(String secret) {
        if (!secret.isBlank()) {
            SECRETS.add(secret);
        }
        return secret;
    }

    public static List<String> lines() {
        return List.copyOf(LINES);
    }

    /** Lines that give a secret away, with the secret blotted out. */
    public static List<String> leaks() {
        return LINES.stream()
                .filter(line -> SECRETS.stream().anyMatch(line::contains))
                .map(Captured::blotted)
                .toList();
    }

    private static String blotted(String line) {
        String clean = line;
        for (String secret : SECRETS) {
            clean = clean.replace(secret, "<SECRET>");
        }
        return clean;
    }

    private static final class Listening extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            IThrowableProxy trouble = event.getThrowableProxy();
            LINES.add(event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage()
                    + (trouble == null ? "" : "\n" + ThrowableProxyUtil.asString(trouble)));
        }
    }
}
