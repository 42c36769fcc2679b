package dev.pgrm.devkit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Messages, said at their pace to as many browsers by Node's {@code ws}, and what that cost it. */
final class Replay {
    private Replay() {}

    static void measure(Path home, int clients, boolean compressed, List<String> messages, int seconds)
            throws IOException {
        Path peer = home.resolve("benchmarks/peers");
        if (!Files.isDirectory(peer.resolve("node_modules/ws"))) {
            Bench.tell("Not compared with ws: run npm ci in benchmarks/peers first.");
            return;
        }
        Process node = new ProcessBuilder("node", "fan-out.js", compressed ? "compressed" : "plain")
                .directory(peer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var says = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
                Writer hears = node.outputWriter(StandardCharsets.UTF_8);
                var browsers = Listeners.of(clients, Integer.parseInt(says.readLine()), "none", compressed)) {
            Bench.pause(Duration.ofSeconds(2));
            var before = ProcessCost.of(node.pid());
            for (String message : messages) {
                hears.write(message + "\n");
                hears.flush();
                Bench.pause(Duration.ofSeconds(seconds).dividedBy(messages.size()));
            }
            Bench.pause(Duration.ofSeconds(1));
            Browsers.tell(
                    "Node's ws, with nothing else to do",
                    browsers.heard().size(),
                    ProcessCost.of(node.pid()).cpuSeconds() - before.cpuSeconds());
        } finally {
            node.destroy();
        }
    }
}
