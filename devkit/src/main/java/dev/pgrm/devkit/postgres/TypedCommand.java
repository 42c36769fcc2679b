package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.ServerAccount;
import java.util.List;
import java.util.stream.Collectors;

/** A command as a human would type it, account included. */
final class TypedCommand {
    private TypedCommand() {}

    static String of(String... words) {
        return ServerAccount.runs(List.of(words)).stream()
                .map(TypedCommand::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w/.:=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
