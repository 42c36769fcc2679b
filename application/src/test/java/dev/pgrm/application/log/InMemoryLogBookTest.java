package dev.pgrm.application.log;

class InMemoryLogBookTest extends LogBookContract {
    private final LogBook book = new InMemoryLogBook();

    @Override
    protected LogBook book() {
        return book;
    }
}
