package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.RoleAuthorization;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.database.FollowingDatabasesFile;
import dev.pgrm.application.database.FollowingDatabasesFile.State;
import dev.pgrm.application.database.ImportingDatabases;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.domain.database.Database;
import dev.pgrm.json.list.WrittenDatabaseLists;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FollowingDatabasesFileTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AuditTrail audit = new AuditTrail();
    private @Nullable String text;
    private IOException trouble = new FileNotFoundException("no such file");
    private boolean storeAway;

    private final FollowingDatabasesFile file = new FollowingDatabasesFile(
            () -> {
                if (text == null) {
                    throw trouble;
                }
                return text;
            },
            new WrittenDatabaseLists(),
            new ImportingDatabases(
                    registry, new Moody(), new RoleAuthorization(), audit, new Unheard(), new MovableClock()));

    private final class Moody implements Transactions {
        @Override
        public <T> T within(Supplier<T> work) {
            if (storeAway) {
                throw new StoreUnavailable("switched off by a test");
            }
            return work.get();
        }
    }

    private static final class Unheard implements RegistryEvents {
        @Override
        public void registryChanged() {
            // Nobody listens here.
        }

        @Override
        public void onRegistryChanged(Runnable listener) {
            throw new UnsupportedOperationException("nobody listens here");
        }
    }

    private static String list(String... names) {
        return Stream.of(names)
                .map(name -> "- {name: " + name + ", host: h, database: d, credentials: file:x}\n")
                .collect(Collectors.joining("", "databases:\n", ""));
    }

    private List<String> names() {
        return registry.all().databases().stream().map(Database::name).sorted().toList();
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            file.look();
        }
    }

    @Test
    void follows_what_two_looks_in_a_row_saw() {
        assertThat(file.state()).isEqualTo(State.WAITING);
        text = list("a");
        look(1);
        assertThat(names()).isEmpty();
        text = list("a", "b");
        look(1);
        assertThat(names()).as("half of a file may be a list, too").isEmpty();
        look(1);
        assertThat(names()).containsExactly("a", "b");
        assertThat(file.state()).isEqualTo(State.VALID);
    }

    @Test
    void looks_that_see_nothing_new_do_nothing() {
        text = list("a");
        look(2);
        int entries = audit.entries.size();
        look(5);

        assertThat(audit.entries).hasSize(entries);
    }

    @Test
    void a_file_that_is_gone_changes_nothing_and_counts_again_when_it_is_back() {
        text = list("a");
        look(2);
        text = null;
        look(2);
        assertThat(file.state()).isEqualTo(State.MISSING);
        assertThat(names()).containsExactly("a");

        text = list("a");
        look(2);
        assertThat(file.state()).isEqualTo(State.VALID);
    }

    @Test
    void a_file_that_is_no_text_is_wrong_rather_than_missing() {
        text = list("a");
        look(2);
        text = null;
        trouble = new MalformedInputException(1);
        look(2);

        assertThat(file.state()).isEqualTo(State.INVALID);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void a_wrong_file_changes_nothing_until_it_is_right() {
        text = list("a");
        look(2);
        for (String wrong : List.of("", "databases:", list("b") + "- {name: c}\n", "[")) {
            text = wrong;
            look(2);
            assertThat(file.state()).isEqualTo(State.INVALID);
            assertThat(names()).containsExactly("a");
        }

        text = list("b");
        look(2);
        assertThat(file.state()).isEqualTo(State.VALID);
        assertThat(names()).containsExactly("b");
    }

    @Test
    void a_file_of_nothing_removes_all_that_it_kept() {
        text = list("a", "b");
        look(2);
        text = "databases: []";
        look(2);

        assertThat(names()).isEmpty();
        assertThat(file.state()).isEqualTo(State.VALID);
    }

    @Test
    void what_the_store_could_not_take_is_brought_again() {
        text = list("a");
        storeAway = true;
        look(1);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(file::look);
        assertThat(file.state()).isEqualTo(State.WAITING);

        storeAway = false;
        look(1);
        assertThat(names()).containsExactly("a");
    }
}
