package dev.pgrm.fleet.preflight;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("matrix")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#pairs")
class CleanMatrixTest extends CleanClaims {}
