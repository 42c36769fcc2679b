package dev.pgrm.domain.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is entered, it stays in its place. */
class AnyNameTest {
    @Property
    void a_slot_can_be_made_of_every_name_and_different_names_get_different_slots(
            @ForAll String one, @ForAll String other) {
        String slot = Naming.ofSlot(one).value();

        assertThat(slot).matches("[a-z0-9_]{1,63}");
        if (!one.equals(other)) {
            assertThat(slot).isNotEqualTo(Naming.ofSlot(other).value());
        }
    }

    @Property
    void a_stream_is_named_after_its_ends_whatever_they_are_called(@ForAll String source, @ForAll String target) {
        assertThat(Naming.ofStream(source, target)).matches("[a-z0-9_]{1,63}");
    }

    @Provide
    Arbitrary<String> conditions() {
        return Arbitraries.of(
                        "(", ")", "'", "\"", ";", "--", "/*", "*/", "\\", "$$", "$a$", "E'", "U&\"", "\0", "\n", " ",
                        "a", "=", "1", "''", "or", ",", "-", "/", "*")
                .list()
                .ofMaxSize(14)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 5000)
    void no_condition_that_is_accepted_leaves_its_brackets(@ForAll("conditions") String text) {
        accepted(text).ifPresent(filter -> {
            // Quoted parts, in which a doubled quote stands for itself, mean nothing; brackets that hold nothing else
            // may go.
            String bare = filter.condition().replaceAll("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "q");
            assertThat(bare).doesNotContain("'", "\"", ";", "--", "/*", "\\", "$", "\0");
            String brackets = bare.replaceAll("[^()]", "");
            while (brackets.contains("()")) {
                brackets = brackets.replace("()", "");
            }
            assertThat(brackets).isEmpty();
        });
    }

    private static Optional<RowFilter> accepted(String text) {
        try {
            return Optional.of(new RowFilter(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
