package dev.pgrm.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoreGateTest {
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void stays_closed_until_the_store_is_ready_and_open_from_then_on() {
        var gate = new StoreGate(
                () -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new StoreUnavailable("starting up");
                    }
                },
                "db-1");

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(gate::requireOpen);
        assertThat(gate.tryToOpen()).isFalse();
        assertThat(gate.tryToOpen()).isFalse();
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.tryToOpen()).isTrue();
        assertThat(gate.tryToOpen()).isTrue();
        assertThat(tries).hasValue(3);
        assertThatCode(gate::requireOpen).doesNotThrowAnyException();
    }

    @Test
    void a_broken_assumption_is_not_waited_for() {
        var gate = new StoreGate(
                () -> {
                    throw new IllegalStateException("a newer schema");
                },
                "db-1");

        assertThatIllegalStateException().isThrownBy(gate::tryToOpen);
        assertThat(gate.isOpen()).isFalse();
    }
}
