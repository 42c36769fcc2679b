package dev.pgrm.webui;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.io.Writable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.views.ViewUtils;
import io.micronaut.views.ViewsConfiguration;
import io.micronaut.views.ViewsRenderer;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Renders {@code views/*.peb}; everything is escaped, and a variable that the model lacks is an error. */
@Singleton
@Produces(MediaType.TEXT_HTML)
final class PebbleViews<T, R> implements ViewsRenderer<T, R> {

    private static final String EXTENSION = "peb";

    private final ClasspathLoader loader = new ClasspathLoader(PebbleViews.class.getClassLoader());
    private final PebbleEngine engine;

    PebbleViews(Assets assets, ViewsConfiguration views, @Value("${pgrm.webui.cache-templates:true}") boolean cache) {
        loader.setPrefix(ViewUtils.normalizeFolder(views.getFolder()));
        loader.setSuffix("." + EXTENSION);
        engine = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .cacheActive(cache)
                .extension(new AssetFunction(assets))
                .build();
    }

    @Override
    public Writable render(String view, @Nullable T data, @Nullable R request) {
        var template = engine.getTemplate(ViewUtils.normalizeFile(view, EXTENSION));
        var model = ViewUtils.modelOf(data);
        return writer -> template.evaluate(writer, model);
    }

    @Override
    public boolean exists(String view) {
        return loader.resourceExists(ViewUtils.normalizeFile(view, EXTENSION));
    }
}
