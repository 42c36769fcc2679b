package dev.pgrm.json.list;

import static dev.pgrm.json.list.Lists.LISTS;
import static dev.pgrm.json.list.Lists.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.DatabaseLists.Form;
import dev.pgrm.application.database.Specs;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Network;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever may be registered comes back from either form just as it was. */
class AnyListTest {
    @Property(tries = 300)
    void comes_back_as_it_went(@ForAll("databases") List<DatabaseSpec> databases) {
        for (Form form : List.of(Form.JSON, Form.YAML)) {
            assertThat(rows(form, LISTS.write(form, databases)))
                    .map(Lists::spec)
                    .isEqualTo(databases);
        }
    }

    @Provide
    Arbitrary<List<DatabaseSpec>> databases() {
        return Combinators.combine(texts(40), texts(60), texts(20).list().ofMaxSize(3), tags(), texts(30))
                .as(AnyListTest::database)
                .filter(spec -> DatabaseDraft.of(spec).check() instanceof Checked.Accepted)
                .list()
                .ofMaxSize(4);
    }

    private static DatabaseSpec database(
            String environment, String notes, List<String> ids, Map<String, String> tags, String database) {
        DatabaseSpec complete = Specs.complete("orders");
        return new DatabaseSpec(
                complete.name(),
                complete.hosts(),
                database,
                environment,
                complete.provider(),
                complete.role(),
                complete.tls(),
                complete.access(),
                new Network(environment, ids, ids),
                tags,
                notes);
    }

    private static Arbitrary<Map<String, String>> tags() {
        return Arbitraries.maps(texts(12), texts(12)).ofMaxSize(4);
    }

    /** Also what YAML might take for something else. */
    private static Arbitrary<String> texts(int longest) {
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(longest)
                .filter(text -> text.indexOf('\0') < 0
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text));
        Arbitrary<String> lines = Arbitraries.strings()
                .withChars("ab :#-'\"\n\r\t|>&*!%@{}[]\u0085\u2028\uFEFF")
                .ofMaxLength(longest);
        Arbitrary<String> words = Arbitraries.of(
                "null", "~", "on", "no", "1", "01", "1e3", "2026-11-21", "<<", "=", "", " ", "\n", "a: b");
        return Arbitraries.oneOf(any, lines, words);
    }
}
