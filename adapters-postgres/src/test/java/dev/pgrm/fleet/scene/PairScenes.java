package dev.pgrm.fleet.scene;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pgrm.devkit.postgres.PostgresVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Scenes that share two servers, since starting those costs seconds. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit fills the fields, before any scene.
abstract class PairScenes {
    @Parameter
    Versions versions;

    Pair pair;

    @BeforeParameterizedClassInvocation
    void start() {
        pair = Pair.of(versions);
    }

    @AfterEach
    void clear() {
        pair.clear();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        pair.close();
    }

    void from(PostgresVersion version) {
        assumeTrue(versions.bothFrom(version), "from PostgreSQL " + version + " on");
    }
}
