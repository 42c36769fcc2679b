package dev.pgrm.webui;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The bundled files, found by the name they were written under. Their paths carry a hash of their content, so they may
 * be served as immutable.
 */
@Singleton
public final class Assets {

    /** The path under which {@code classpath:webui/assets} has to be served. */
    public static final String PATH = "/assets/";

    private static final String MANIFEST = "/webui/assets.properties";

    private final Map<String, String> files;

    @Inject
    Assets() {
        this(manifest());
    }

    Assets(Map<String, String> files) {
        this.files = Map.copyOf(files);
    }

    /** The path of an asset, such as {@code /assets/app.5JX3QW7A.js} for {@code app.js}. */
    public String path(String name) {
        var file = files.get(name);
        if (file == null) {
            throw new IllegalArgumentException("There is no asset " + name + "; the bundle holds "
                    + String.join(", ", new TreeSet<>(files.keySet())) + ".");
        }
        return PATH + file;
    }

    private static Map<String, String> manifest() {
        try (InputStream in = Assets.class.getResourceAsStream(MANIFEST)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The web UI was packaged without its assets (" + MANIFEST + "); build the module webui again.");
            }
            var names = new Properties();
            names.load(in);
            return names.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, names::getProperty));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
