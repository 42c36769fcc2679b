package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a main class of the tests in a JVM of its own; arguments that begin with a hyphen go to the JVM. */
final class OtherJvm {
    private OtherJvm() {}

    static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        Arrays.stream(arguments).filter(word -> word.startsWith("-")).forEach(command::add);
        command.add(main.getName());
        Arrays.stream(arguments).filter(word -> !word.startsWith("-")).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
    }
}
