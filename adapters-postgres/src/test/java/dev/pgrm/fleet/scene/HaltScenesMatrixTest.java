package dev.pgrm.fleet.scene;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("matrix")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#upgrades")
class HaltScenesMatrixTest extends HaltScenes {}
