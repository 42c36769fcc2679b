package dev.pgrm.domain.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LsnTest {
    @Property
    void is_read_back_as_it_was_written(@ForAll long position) {
        assertThat(Lsn.parse(new Lsn(position).toString())).isEqualTo(new Lsn(position));
    }

    @Property
    void order_is_that_of_unsigned_numbers(@ForAll long one, @ForAll long other) {
        assertThat(Integer.signum(new Lsn(one).compareTo(new Lsn(other))))
                .isEqualTo(Integer.signum(Long.compareUnsigned(one, other)));
    }

    @Property
    void only_one_of_two_is_behind_and_by_their_distance(@ForAll long one, @ForAll long other) {
        Bytes forth = new Lsn(one).behind(new Lsn(other));
        Bytes back = new Lsn(other).behind(new Lsn(one));

        assertThat(forth.isZero() || back.isZero()).isTrue();
        assertThat(forth.count() - back.count()).isEqualTo(other - one);
    }

    @Example
    void what_is_no_position_is_refused() {
        for (String text : new String[] {"", "16", "16/", "/1", "G/1", "123456789/0", "0/123456789", "-1/0", " 0/1"}) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> Lsn.parse(text));
        }
        assertThat(Lsn.parse("16/B374D848")).hasToString("16/B374D848");
    }
}
