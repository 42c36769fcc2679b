package dev.pgrm.domain.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableStatesTest {
    @ParameterizedTest
    @CsvSource({"i, INITIAL", "d, COPYING", "f, COPIED", "s, SYNCHRONIZED", "r, READY"})
    void letters_have_words(String letter, TableState state) {
        assertThat(TableState.of(letter)).isEqualTo(state);
    }

    @Test
    void a_letter_of_the_future_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TableState.of("x"));
    }

    @Test
    void what_is_not_counted_is_none() {
        var states = new TableStates(Map.of(TableState.READY, 2, TableState.SYNCHRONIZED, 1, TableState.COPIED, 1));

        assertThat(states.in(TableState.INITIAL)).isZero();
        assertThat(states.total()).isEqualTo(4);
        assertThat(states.ready()).isEqualTo(3);
        assertThat(states.allReady()).isFalse();
        assertThat(new TableStates(Map.of()).allReady()).isTrue();
    }
}
