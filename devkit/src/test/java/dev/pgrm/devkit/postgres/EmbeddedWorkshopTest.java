package dev.pgrm.devkit.postgres;

import org.junit.jupiter.api.Tag;

@Tag("servers")
class EmbeddedWorkshopTest extends ServerWorkshopContract {
    @Override
    protected ServerWorkshop workshop() {
        return new EmbeddedWorkshop();
    }
}
