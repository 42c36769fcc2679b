package dev.pgrm.api.database;

import dev.pgrm.application.database.FollowingDatabasesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of databases. It is opened by its name each time, since Kubernetes swaps what the name leads to. */
public record DatabasesFile(Path path) implements FollowingDatabasesFile.Text {
    private static final long LARGEST = 8L << 20;

    @Override
    public String read() throws IOException {
        if (Files.size(path) > LARGEST) {
            throw new IOException("it has more than 8 MiB");
        }
        return Files.readString(path);
    }
}
