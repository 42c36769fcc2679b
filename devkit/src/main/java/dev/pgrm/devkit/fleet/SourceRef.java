package dev.pgrm.devkit.fleet;

import org.jspecify.annotations.Nullable;

/** What a replica follows: a server, and for logical replication a database of it, its default one if none is named. */
public record SourceRef(String server, @Nullable String database) {
    String label() {
        return database == null ? server : server + "_" + database;
    }
}
