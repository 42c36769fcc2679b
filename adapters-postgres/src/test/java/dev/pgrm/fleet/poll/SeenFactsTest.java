package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.postgres.PostgresVersion.V14;
import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.devkit.postgres.PostgresVersion.V16;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class SeenFactsTest {
    @Nested
    @Tag("servers")
    class On14 extends SeenFacts {
        On14() {
            super(V14);
        }
    }

    @Nested
    @Tag("matrix")
    class On15 extends SeenFacts {
        On15() {
            super(V15);
        }
    }

    @Nested
    @Tag("matrix")
    class On16 extends SeenFacts {
        On16() {
            super(V16);
        }
    }

    @Nested
    @Tag("matrix")
    class On17 extends SeenFacts {
        On17() {
            super(V17);
        }
    }

    @Nested
    @Tag("servers")
    class On18 extends SeenFacts {
        On18() {
            super(V18);
        }
    }
}
