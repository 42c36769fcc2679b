package dev.pgrm.redis;

import dev.pgrm.application.Format;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.signin.Sessions;
import io.lettuce.core.ScriptOutputType;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions under the digests of their tokens, and counters of failures under the digests of addresses. */
public final class RedisSessions implements Sessions {
    private static final Logger log = LoggerFactory.getLogger(RedisSessions.class);

    private final RedisLink link;
    private final Format<Session> format;
    private final Clock clock;

    public RedisSessions(RedisLink link, Format<Session> format, Clock clock) {
        this.link = link;
        this.format = format;
        this.clock = clock;
    }

    @Override
    public Opened open(Actor actor, Duration lifetime) {
        String token = Token.random();
        var session = new Session(
                actor, Token.random(), clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS));
        link.call(redis -> redis.psetex(key(token), lifetime.toMillis(), format.write(session)));
        return new Opened(token, session);
    }

    @Override
    public @Nullable Session find(String token) {
        @Nullable String written = link.<@Nullable String>call(redis -> redis.get(key(token)));
        if (written == null) {
            return null;
        }
        try {
            Session session = format.read(written);
            return clock.instant().isBefore(session.expiresAt()) ? session : null;
        } catch (IllegalArgumentException e) {
            log.warn("Passed over a session that cannot be read: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public void close(String token) {
        link.call(redis -> redis.del(key(token)));
    }

    @Override
    public int countFailure(String address, Duration over) {
        return link.<Long>call(redis -> Script.COUNT_FAILURE.run(
                        redis,
                        ScriptOutputType.INTEGER,
                        Keys.failures(Token.digest(address)),
                        Long.toString(over.toMillis())))
                .intValue();
    }

    @Override
    public int failures(String address) {
        @Nullable String count = link.<@Nullable String>call(redis -> redis.get(Keys.failures(Token.digest(address))));
        return count == null ? 0 : Integer.parseInt(count);
    }

    private static String key(String token) {
        return Keys.session(Token.digest(token));
    }
}
