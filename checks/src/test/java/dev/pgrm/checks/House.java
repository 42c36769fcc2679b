package dev.pgrm.checks;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rooms of a house: of the real one, or of the crooked one under {@code fixture} in which every rule is broken. */
record House(String root) {
    static final House REAL = new House("dev.pgrm");
    static final House CROOKED = new House("dev.pgrm.checks.fixture");

    static final List<String> ADAPTERS = List.of("json", "fleet", "store", "aws", "redis", "webui");
    static final List<String> APPS = List.of("api", "monitor");

    private static final Pattern GENERATED = Pattern.compile(".*/(\\$[^/]*|[^/]*\\$Intercepted[^/]*)\\.class");

    static List<String> rooms() {
        return Stream.of(List.of("domain", "application"), ADAPTERS, List.of("base"), APPS, List.of("devkit"))
                .flatMap(List::stream)
                .toList();
    }

    /** As ArchUnit writes packages: with all that is below. */
    String room(String name) {
        return root + "." + name + "..";
    }

    String[] rooms(List<String> names) {
        return names.stream().map(this::room).toArray(String[]::new);
    }

    /** What people wrote: without the classes of annotation processors. */
    JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(location -> !location.matches(GENERATED))
                .withImportOption(this::belongs)
                .importPackages(root);
    }

    private boolean belongs(Location location) {
        return equals(CROOKED) || ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(location);
    }
}
