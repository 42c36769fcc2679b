package dev.pgrm.devkit.containers;

import dev.pgrm.devkit.postgres.ServerWorkshop;
import dev.pgrm.devkit.postgres.ServerWorkshopContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("containers")
@EnabledIf(value = "dev.pgrm.devkit.containers.ContainerWorkshop#available", disabledReason = "no Docker engine")
class ContainerWorkshopTest extends ServerWorkshopContract {
    @Override
    protected ServerWorkshop workshop() {
        return new ContainerWorkshop();
    }
}
