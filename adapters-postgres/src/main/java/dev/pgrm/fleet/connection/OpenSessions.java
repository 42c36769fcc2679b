package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sessions of this worker, counted from before they begin until they end, and ended with it. */
final class OpenSessions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OpenSessions.class);

    private final int most;
    private final AtomicInteger number = new AtomicInteger();
    private final Set<Counted> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OpenSessions(int most) {
        this.most = most;
    }

    int number() {
        return number.get();
    }

    /** Opens one, if there may be one more. */
    interface Opening {
        Connection open() throws Troubled;
    }

    Connection counted(Opening opening) throws Troubled {
        if (closed) {
            throw new Troubled(shuttingDown());
        }
        if (number.incrementAndGet() > most) {
            number.decrementAndGet();
            throw new Troubled(exhausted());
        }
        Connection session = null;
        try {
            session = opening.open();
        } finally {
            if (session == null) {
                number.decrementAndGet();
            }
        }
        var counted = new Counted(session);
        open.add(counted);
        if (closed) {
            counted.end();
        }
        return counted.handle();
    }

    private Trouble exhausted() {
        return new Trouble(
                "own_connections_total",
                "This monitor has " + most + " connections open, as many as it may have",
                "Start one more monitor, or raise PGRM_CONNECTIONS_TOTAL");
    }

    private static Trouble shuttingDown() {
        return new Trouble("shutting_down", "This monitor is shutting down", "Another one takes over");
    }

    /** Whatever they are used for: their users are gone, or about to be. */
    @Override
    public void close() {
        closed = true;
        open.forEach(Counted::end);
    }

    private final class Counted implements InvocationHandler {
        private final Connection session;
        private final AtomicBoolean ended = new AtomicBoolean();

        Counted(Connection session) {
            this.session = session;
        }

        Connection handle() {
            return (Connection)
                    Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, this);
        }

        @Override
        public @Nullable Object invoke(Object handle, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "equals" -> arguments != null && isOurs(arguments[0]);
                case "hashCode" -> System.identityHashCode(handle);
                case "close", "abort" -> ending(method, arguments);
                default -> called(method, arguments);
            };
        }

        private boolean isOurs(@Nullable Object other) {
            return other != null && Proxy.isProxyClass(other.getClass()) && equals(Proxy.getInvocationHandler(other));
        }

        private @Nullable Object ending(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return called(method, arguments);
            } finally {
                forget();
            }
        }

        private @Nullable Object called(Method method, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(session, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void forget() {
            if (ended.compareAndSet(false, true)) {
                open.remove(this);
                number.decrementAndGet();
            }
        }

        void end() {
            try {
                session.abort(Runnable::run);
            } catch (SQLException e) {
                log.warn("A session did not end: {}", e.getMessage());
            }
            forget();
        }
    }
}
