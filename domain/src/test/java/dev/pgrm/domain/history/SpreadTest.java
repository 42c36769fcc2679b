package dev.pgrm.domain.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Property
    void says_of_any_values_what_they_say_themselves_however_they_are_put_together(
            @ForAll @Size(min = 2, max = 40) List<@LongRange(min = -(1L << 50), max = 1L << 50) Long> values,
            @ForAll @LongRange(min = 1, max = 39) long cut) {
        int at = (int) Math.min(cut, values.size() - 1);

        Spread together = of(values.subList(0, at)).then(of(values.subList(at, values.size())));

        var plain = values.stream().mapToLong(Long::longValue).summaryStatistics();
        assertThat(together).isEqualTo(of(values));
        assertThat(together.min()).isEqualTo(plain.getMin());
        assertThat(together.max()).isEqualTo(plain.getMax());
        assertThat(together.last()).isEqualTo(values.getLast());
        assertThat(together.count()).isEqualTo(values.size());
        assertThat(together.above()).isEqualTo(plain.getSum() - plain.getMin() * plain.getCount());
    }

    private static Spread of(List<Long> values) {
        return values.stream().map(Spread::of).reduce(Spread::then).orElseThrow();
    }

    @Test
    void the_mean_of_positions_near_the_end_of_all_numbers_is_right() {
        Spread positions = Spread.of(Long.MAX_VALUE - 10).then(Spread.of(Long.MAX_VALUE));

        assertThat(positions.above()).isEqualTo(10);
        assertThat(positions.mean()).isEqualTo(Long.MAX_VALUE - 5.0);
    }

    @Test
    void refuses_what_cannot_be() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(2, 1, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(1, 2, 3, 0, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(1, 1, 1, 0, 0));
    }
}
