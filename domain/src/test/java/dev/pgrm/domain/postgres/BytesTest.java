package dev.pgrm.domain.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class BytesTest {
    @Property
    void a_sum_is_no_smaller_than_its_parts(
            @ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 0) long other) {
        Bytes sum = new Bytes(one).plus(new Bytes(other));

        assertThat(sum).isGreaterThanOrEqualTo(new Bytes(one)).isGreaterThanOrEqualTo(new Bytes(other));
    }

    @Property
    void its_text_is_short_whatever_the_size(@ForAll long count) {
        assertThat(new Bytes(count).toString()).matches("\\d{1,4}(\\.\\d)? ([KMGTPE]i)?B");
    }

    @Example
    void more_than_64_bits_is_refused() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> new Bytes(-1).plus(new Bytes(1)));
    }

    @Example
    void it_is_told_in_binary_units() {
        assertThat(new Bytes(0)).hasToString("0 B");
        assertThat(new Bytes(1536)).hasToString("1.5 KiB");
        assertThat(new Bytes(16 << 20)).hasToString("16 MiB");
        assertThat(new Bytes(-1)).hasToString("16 EiB");
    }
}
