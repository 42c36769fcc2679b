package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.Credential;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One try to sign in, as the driver's hooks see it. The driver makes them by the names of their classes and hands on text alone,
 * so they find it by its number; passwords and keys need not travel among the driver's properties.
 */
final class SignIn implements AutoCloseable {
    static final String NUMBER = "dev.pgrm.sign-in";

    private static final Map<String, SignIn> RUNNING = new ConcurrentHashMap<>();

    private final String number = UUID.randomUUID().toString();
    private final TlsClient tls;
    private final Credential credential;
    private final boolean inTheClear;
    private volatile boolean encrypted;
    private volatile boolean asked;

    /** @param inTheClear whether a password may go out readable, because TLS was turned off on purpose */
    SignIn(TlsClient tls, Credential credential, boolean inTheClear) {
        this.tls = tls;
        this.credential = credential;
        this.inTheClear = inTheClear;
        RUNNING.put(number, this);
    }

    static SignIn of(Properties properties) {
        SignIn running = RUNNING.get(properties.getProperty(NUMBER, ""));
        if (running == null) {
            throw new IllegalStateException("this sign-in was given up");
        }
        return running;
    }

    String number() {
        return number;
    }

    TlsClient tls() {
        return tls;
    }

    @Nullable
    String password() {
        return credential.password();
    }

    boolean showsCertificate() {
        return credential.certificate() != null;
    }

    /** A connection begins in the clear, also the second one that the driver makes without TLS where that was preferred. */
    void connecting() {
        encrypted = false;
        asked = false;
    }

    void encrypting() {
        encrypted = true;
    }

    void asking() {
        asked = true;
    }

    boolean encrypted() {
        return encrypted;
    }

    /** Whether the server has asked for a password, which it does when it has found a rule for us. */
    boolean asked() {
        return asked;
    }

    boolean mayShowPassword() {
        return encrypted || inTheClear;
    }

    @Override
    public void close() {
        RUNNING.remove(number);
    }
}
