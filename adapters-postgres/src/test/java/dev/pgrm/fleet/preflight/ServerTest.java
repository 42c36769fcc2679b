package dev.pgrm.fleet.preflight;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("servers")
@ParameterizedClass
@MethodSource("dev.pgrm.fleet.scene.Versions#ends")
class ServerTest extends ServerClaims {}
