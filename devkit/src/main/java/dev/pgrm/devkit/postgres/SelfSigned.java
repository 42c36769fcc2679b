package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for a server on loopback, and its key, in PEM; made by the JDK's own keytool. */
public record SelfSigned(String certificate, String key) {
    private static final String ALIAS = "server";

    public static SelfSigned forLoopback() throws IOException {
        var folder = Folders.temporary("certificate");
        try {
            var password = Secrets.generate();
            var passwordFile = folder.resolve("password");
            Secrets.write(passwordFile, password);
            var store = folder.resolve("server.p12");
            make(store, passwordFile);
            return read(store, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("A fresh certificate could not be read", e);
        } finally {
            Folders.removeTemporary(folder);
        }
    }

    private static void make(Path store, Path passwordFile) throws IOException {
        var keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass:file",
                        passwordFile.toString()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool could not make a certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while making a certificate", e);
        }
    }

    private static SelfSigned read(Path store, char[] password) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream input = Files.newInputStream(store)) {
            keys.load(input, password);
        }
        return new SelfSigned(
                pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()),
                pem("PRIVATE KEY", keys.getKey(ALIAS, password).getEncoded()));
    }

    private static String pem(String kind, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    @Override
    public String toString() {
        return "a self-signed certificate";
    }
}
