package dev.pgrm.fleet.connection;

import dev.pgrm.application.credential.ClientCertificate;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TlsAuthorities;
import dev.pgrm.domain.database.TlsMode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom we trust in TLS, by what was registered. Whoever trusts the same shares one context, and so resumes its sessions; a
 * context that knows a private key is never kept.
 */
public final class TlsTrust {
    private static final int KEPT = 64;

    private final String rdsAuthorities;
    private final Map<Trusted, SSLContext> contexts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Trusted, SSLContext> eldest) {
            return size() > KEPT;
        }
    };

    /** Whom: everybody, or those whom the system's authorities, these, or both vouch for. */
    private record Trusted(
            boolean everybody, boolean system, @Nullable String pem) {}

    /** @param rdsAuthorities those of Amazon RDS, in PEM */
    public TlsTrust(String rdsAuthorities) {
        this.rdsAuthorities = rdsAuthorities;
    }

    /**
     * How a database is connected to. A token of IAM is sent as it is, so it goes to no server that proves nothing, unless
     * that was registered in so many words.
     */
    public static TlsMode mode(DatabaseSpec database) {
        TlsMode mode = database.tls().mode();
        boolean token = database.access().credentials() instanceof RdsIam;
        return token && (mode == TlsMode.DISABLE || mode == TlsMode.PREFER) ? TlsMode.VERIFY_FULL : mode;
    }

    /** @param shown what we show of ourselves when the server asks */
    public TlsClient client(DatabaseSpec database, @Nullable ClientCertificate shown) throws Troubled {
        boolean comparesName = mode(database) == TlsMode.VERIFY_FULL;
        try {
            Trusted trusted = trusted(database);
            SSLContext context = shown == null ? kept(trusted) : context(managers(trusted), identity(shown));
            return new TlsClient(context.getSocketFactory(), comparesName);
        } catch (GeneralSecurityException e) {
            throw new Troubled(new Trouble(
                    "tls_authorities_unusable",
                    "The certificates of the authorities to trust cannot be used: " + e.getMessage(),
                    "Register tlsCa with certificates in PEM, or choose rds or system"));
        }
    }

    private Trusted trusted(DatabaseSpec database) {
        return switch (mode(database)) {
            case DISABLE, PREFER, REQUIRE -> new Trusted(true, false, null);
            case VERIFY_CA, VERIFY_FULL ->
                switch (database.tls().authorities()) {
                    case TlsAuthorities.Given(var pem) -> new Trusted(false, false, pem);
                    case TlsAuthorities.OfRds() -> new Trusted(false, false, rdsAuthorities);
                    case TlsAuthorities.OfSystem() -> new Trusted(false, true, null);
                    case TlsAuthorities.OfProvider() ->
                        new Trusted(false, true, standsInAws(database) ? rdsAuthorities : null);
                };
        };
    }

    private static boolean standsInAws(DatabaseSpec database) {
        return database.provider() == Provider.AWS
                || RdsHost.parse(database.endpoint().host()) != null;
    }

    private SSLContext kept(Trusted trusted) throws GeneralSecurityException {
        synchronized (contexts) {
            SSLContext known = contexts.get(trusted);
            if (known == null) {
                known = context(managers(trusted), null);
                contexts.put(trusted, known);
            }
            return known;
        }
    }

    private static SSLContext context(TrustManager trust, @Nullable KeyManager identity)
            throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                identity == null ? new KeyManager[0] : new KeyManager[] {identity}, new TrustManager[] {trust}, null);
        return context;
    }

    private static TrustManager managers(Trusted trusted) throws GeneralSecurityException {
        if (trusted.everybody()) {
            return new AnyServer();
        }
        List<X509Certificate> authorities = new ArrayList<>();
        if (trusted.pem() != null) {
            authorities.addAll(Pem.certificates(trusted.pem()));
        }
        if (trusted.system()) {
            authorities.addAll(List.of(manager(null).getAcceptedIssuers()));
        }
        return new VerifiedServer(manager(store(authorities)));
    }

    private static KeyStore store(List<X509Certificate> authorities) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("an empty store is read from nowhere", e);
        }
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        return store;
    }

    /** Of the system when no store is given. */
    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("this Java verifies no certificates");
    }

    private static KeyManager identity(ClientCertificate shown) throws Troubled {
        try {
            List<X509Certificate> chain = Pem.certificates(shown.chain());
            if (chain.isEmpty()) {
                throw new GeneralSecurityException("there is no certificate in it");
            }
            return new ClientIdentity(chain, Pem.key(shown.key()));
        } catch (GeneralSecurityException e) {
            throw new Troubled(new Trouble(
                    "client_certificate_unusable",
                    "The client certificate of the secret cannot be used: " + e.getMessage(),
                    "Put the certificate, its intermediates after it, and its key as unencrypted PKCS #8 in PEM into the"
                            + " secret (openssl pkcs8 -topk8 -nocrypt)"));
        }
    }
}
