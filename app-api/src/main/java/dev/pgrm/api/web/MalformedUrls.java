package dev.pgrm.api.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer.ChannelRole;
import io.micronaut.http.server.netty.NettyServerCustomizer.Registry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes URLs that are none readable, and says so in a header. The framework would put a request for / without headers in their
 * place, so that whoever sent a sign-in would be told that it is missing.
 */
@Singleton
final class MalformedUrls implements BeanCreatedEventListener<Registry> {
    static final String REASON = "X-Malformed-Url";

    @Override
    public Registry onCreated(BeanCreatedEvent<Registry> event) {
        Registry registry = event.getBean();
        registry.register(new Customizer(null));
        return registry;
    }

    private record Customizer(@Nullable Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return new Customizer(channel);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel != null) {
                channel.pipeline()
                        .addBefore(
                                ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND, "malformed-urls", new Mending());
            }
        }
    }

    private static final class Mending extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (message instanceof HttpRequest request) {
                mend(request);
            }
            super.channelRead(context, message);
        }

        private static void mend(HttpRequest request) {
            request.headers().remove(REASON);
            try {
                new URI(request.uri());
            } catch (URISyntaxException e) {
                request.headers().set(REASON, reason(e));
                request.setUri(readable(request.uri()));
            }
        }

        private static String reason(URISyntaxException e) {
            return e.getReason().toLowerCase(Locale.ROOT) + " at position " + e.getIndex();
        }

        /** Whether it is open to all is told by the path, so that stays. */
        private static String readable(String url) {
            int query = url.indexOf('?');
            String path = query < 0 ? url : url.substring(0, query);
            try {
                URI mended = new URI(null, null, path, query < 0 ? null : url.substring(query + 1), null);
                return mended.getRawAuthority() == null ? mended.toString() : "/";
            } catch (URISyntaxException _) {
                return "/";
            }
        }
    }
}
