package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private final Audience audience = new Audience();
    private final AtomicInteger givenUp = new AtomicInteger();

    /** A line that takes everything and lets nothing through. */
    private static final class Stuck extends ChannelOutboundHandlerAdapter {
        @Override
        public void flush(ChannelHandlerContext context) {
            // Nobody reads at the other end.
        }
    }

    private Outbox outbox(EmbeddedChannel channel) {
        return new Outbox(channel, false, givenUp::incrementAndGet);
    }

    private static List<String> heard(EmbeddedChannel channel) {
        channel.runPendingTasks();
        channel.checkException();
        var texts = new ArrayList<String>();
        for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            texts.add(frame.skipBytes(2).toString(StandardCharsets.UTF_8));
        }
        return texts;
    }

    private void say(String text) {
        audience.say(new Broadcast(text));
    }

    @Test
    void hears_the_welcome_and_then_what_is_said_afterwards_in_its_order() {
        var early = new EmbeddedChannel();
        var late = new EmbeddedChannel();
        audience.join(outbox(early), new Broadcast("welcome"));
        say("one");
        audience.join(outbox(late), new Broadcast("welcome, later"));
        say("two");
        say("three");

        assertThat(heard(early)).containsExactly("welcome", "one", "two", "three");
        assertThat(heard(late)).containsExactly("welcome, later", "two", "three");
    }

    @Test
    void hears_nothing_after_it_left() {
        var channel = new EmbeddedChannel();
        Outbox outbox = outbox(channel);
        audience.join(outbox, new Broadcast("welcome"));
        assertThat(audience.isEmpty()).isFalse();

        audience.leave(outbox);
        say("one");

        assertThat(heard(channel)).containsExactly("welcome");
        assertThat(audience.isEmpty()).isTrue();
    }

    @Test
    void whoever_does_not_keep_up_is_given_up_and_the_others_hear_on() {
        var stuck = new EmbeddedChannel(new Stuck());
        var other = new EmbeddedChannel();
        audience.join(outbox(stuck), new Broadcast("welcome"));
        audience.join(outbox(other), new Broadcast("welcome"));

        for (int i = 0; i < 12; i++) {
            say("x".repeat(100_000));
            stuck.runPendingTasks();
        }
        assertThat(givenUp).hasValue(0);

        for (int i = 0; i < 12; i++) {
            say("x".repeat(100_000));
            stuck.runPendingTasks();
        }
        assertThat(givenUp.get()).isPositive();
        assertThat(heard(other)).hasSize(25);
    }

    @Test
    void the_longest_message_may_wait_as_a_whole() {
        var stuck = new EmbeddedChannel(new Stuck());
        audience.join(outbox(stuck), new Broadcast("x".repeat(5_000_000)));
        say("one");
        say("two");
        stuck.runPendingTasks();

        assertThat(givenUp).hasValue(0);
    }
}
