package dev.pgrm.redis;

import dev.pgrm.application.operation.Progress;
import dev.pgrm.domain.operation.OperationId;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Progress of operations as messages, to whoever listens at the moment. */
public final class RedisProgress implements Progress {
    private static final Logger log = LoggerFactory.getLogger(RedisProgress.class);

    private final RedisLink link;

    public RedisProgress(RedisLink link) {
        this.link = link;
    }

    @Override
    public void report(OperationId operation, String step, int percent, String detail) {
        try {
            String written = written(operation, step, percent, detail);
            link.call(redis -> redis.publish(Keys.PROGRESS, written));
        } catch (RedisUnavailable e) {
            log.debug("Nobody was told of progress: {}", e.getMessage());
        }
    }

    /** One line each, the detail last: it alone may have several. */
    private static String written(OperationId operation, String step, int percent, String detail) {
        return operation + "\n" + percent + "\n" + step.replace('\n', ' ') + "\n" + detail;
    }

    @Override
    public void listen(Consumer<Report> listener, Runnable missed) {
        link.listen(Keys.PROGRESS, text -> hand(text, listener), missed);
    }

    private static void hand(String text, Consumer<Report> listener) {
        Report report;
        try {
            report = read(text);
        } catch (IllegalArgumentException e) {
            log.warn("Skipped a report of progress that cannot be read: {}", e.getMessage());
            return;
        }
        listener.accept(report);
    }

    private static Report read(String text) {
        String[] parts = text.split("\n", 4);
        if (parts.length < 4) {
            throw new IllegalArgumentException("it has " + parts.length + " lines instead of 4");
        }
        return new Report(OperationId.parse(parts[0]), parts[2], Integer.parseInt(parts[1]), parts[3]);
    }
}
