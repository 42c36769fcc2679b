package dev.pgrm.devkit.fleet;

import java.util.List;

/** Tables by name, with their schema where it is not {@code public}; none means all that the source has. */
public record Tables(List<String> names) {
    public Tables {
        names = List.copyOf(names);
    }
}
