package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.postgres.PostgresVersion.V14;
import static dev.pgrm.devkit.postgres.PostgresVersion.V15;
import static dev.pgrm.devkit.postgres.PostgresVersion.V16;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

class SeenServersTest {
    @Nested
    @Tag("servers")
    class On14 extends SeenServers {
        On14() {
            super(V14);
        }
    }

    @Nested
    @Tag("matrix")
    class On15 extends SeenServers {
        On15() {
            super(V15);
        }
    }

    @Nested
    @Tag("matrix")
    class On16 extends SeenServers {
        On16() {
            super(V16);
        }
    }

    @Nested
    @Tag("matrix")
    class On17 extends SeenServers {
        On17() {
            super(V17);
        }
    }

    @Nested
    @Tag("servers")
    class On18 extends SeenServers {
        On18() {
            super(V18);
        }
    }
}
