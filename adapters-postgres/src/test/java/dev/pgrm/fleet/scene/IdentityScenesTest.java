package dev.pgrm.fleet.scene;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#ends")
class IdentityScenesTest extends IdentityScenes {
    IdentityScenesTest(Versions versions) {
        super(versions);
    }
}
