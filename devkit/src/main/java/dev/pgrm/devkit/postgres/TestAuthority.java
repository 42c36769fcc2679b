package dev.pgrm.devkit.postgres;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** A certificate authority for tests: vouches for servers and for clients, whatever it is asked to say of them. */
public final class TestAuthority {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.identifier("2a8648ce3d040302"));
    private static final String COMMON_NAME = "550403";
    private static final String ALTERNATIVE_NAMES = "551d11";
    private static final String BASIC_CONSTRAINTS = "551d13";
    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final Duration LONG = Duration.ofDays(3650);

    private final String name;
    private final KeyPair keys;
    private final String certificate;
    private final Instant now;

    private TestAuthority(String name, KeyPair keys, Instant now) throws GeneralSecurityException {
        this.name = name;
        this.keys = keys;
        this.now = now;
        this.certificate = pem("CERTIFICATE", signed(name, keys, true, new byte[0], now.minus(LONG), now.plus(LONG)));
    }

    public static TestAuthority named(String name) {
        try {
            return new TestAuthority(name, pair("EC"), Clock.systemUTC().instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In PEM, for whoever is to trust it. */
    public String certificate() {
        return certificate;
    }

    /** For a server of these names; what looks like an address is one. */
    public Certified server(String... hosts) {
        return issue(hosts[0], "EC", names(hosts), now.minus(LONG), now.plus(LONG));
    }

    /** For a server of these names, but no longer valid. */
    public Certified expiredServer(String... hosts) {
        return issue(hosts[0], "EC", names(hosts), now.minus(LONG), now.minus(Duration.ofDays(1)));
    }

    /** For a client whose common name is that of its role. */
    public Certified client(String role) {
        return issue(role, "EC", new byte[0], now.minus(LONG), now.plus(LONG));
    }

    public Certified rsaClient(String role) {
        return issue(role, "RSA", new byte[0], now.minus(LONG), now.plus(LONG));
    }

    private Certified issue(String subject, String algorithm, byte[] extension, Instant from, Instant until) {
        try {
            KeyPair pair = pair(algorithm);
            return new Certified(
                    pem("CERTIFICATE", signed(subject, pair, false, extension, from, until)),
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 5280, section 4.1. */
    private byte[] signed(
            String subject, KeyPair pair, boolean authority, byte[] extension, Instant from, Instant until)
            throws GeneralSecurityException {
        byte[] constraints = authority
                ? Der.sequence(Der.identifier(BASIC_CONSTRAINTS), Der.yes(), Der.octets(Der.sequence(Der.yes())))
                : new byte[0];
        byte[] extensions = Der.joined(constraints, extension);
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(SERIAL.getAndIncrement())),
                ECDSA_WITH_SHA256,
                distinguished(name),
                Der.sequence(Der.time(from), Der.time(until)),
                distinguished(subject),
                pair.getPublic().getEncoded(),
                extensions.length == 0 ? extensions : Der.tagged(0xa3, Der.sequence(extensions)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    }

    private static byte[] distinguished(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.text(commonName))));
    }

    private static byte[] names(String... hosts) {
        byte[] names = new byte[0];
        for (String host : hosts) {
            names = Der.joined(
                    names,
                    host.matches("[0-9.]+")
                            ? Der.tagged(0x87, address(host))
                            : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII)));
        }
        return Der.sequence(Der.identifier(ALTERNATIVE_NAMES), Der.octets(Der.sequence(names)));
    }

    private static byte[] address(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }

    private static KeyPair pair(String algorithm) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
        return generator.generateKeyPair();
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    @Override
    public String toString() {
        return "the authority " + name;
    }
}
