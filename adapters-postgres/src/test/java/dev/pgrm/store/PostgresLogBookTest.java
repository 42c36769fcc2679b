package dev.pgrm.store;

import dev.pgrm.application.log.LogBook;
import dev.pgrm.application.log.LogBookContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresLogBookTest extends LogBookContract {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    @Override
    protected LogBook book() {
        return STORE.get(LogBook.class);
    }
}
