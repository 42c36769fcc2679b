package dev.pgrm.application.database;

class InMemoryRegistryTest extends RegistryContract {
    private final Registry registry = new InMemoryRegistry();

    @Override
    protected Registry registry() {
        return registry;
    }
}
