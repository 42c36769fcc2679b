package dev.pgrm.application.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.audit.AuditTrail;
import dev.pgrm.application.signin.SignIn.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private static final String KEY = "open sesame";

    private final MovableClock clock = new MovableClock();
    private final AuditTrail audit = new AuditTrail();
    private final SignIn signIn = new SignIn(new AuthKey(KEY), new InMemorySessions(clock), audit, clock);

    @Test
    void the_key_opens_a_session_of_an_administrator() {
        assertThat(signIn.withKey(KEY, "10.0.0.1")).isInstanceOfSatisfying(Outcome.Welcome.class, welcome -> {
            assertThat(welcome.opened().session().actor().is(Role.ADMIN)).isTrue();
            assertThat(welcome.toString()).doesNotContain(welcome.opened().token());
        });
        assertThat(audit.entries).extracting(AuditEntry::act).containsExactly("signin.accepted");
    }

    @Test
    void another_key_is_refused_and_neither_is_written_down() {
        assertThat(signIn.withKey("hunter2", "10.0.0.1")).isEqualTo(new Outcome.WrongKey());
        assertThat(audit.entries).extracting(AuditEntry::act).containsExactly("signin.refused");
        assertThat(audit.entries.toString()).contains("10.0.0.1").doesNotContain("hunter2", KEY);
    }

    @Test
    void after_too_many_failures_even_the_key_has_to_wait() {
        for (int i = 0; i < SignIn.FAILURES_ALLOWED; i++) {
            signIn.withKey("guess " + i, "10.0.0.1");
        }

        assertThat(signIn.withKey(KEY, "10.0.0.1")).isEqualTo(new Outcome.TooManyTries(SignIn.FAILURES_COUNT_FOR));
        assertThat(signIn.withKey(KEY, "10.0.0.2")).isInstanceOf(Outcome.Welcome.class);
    }

    @Test
    void without_a_key_nobody_signs_in_with_one() {
        var disabled = new SignIn(null, new InMemorySessions(clock), audit, clock);

        assertThat(disabled.keyIsEnabled()).isFalse();
        assertThat(disabled.withKey("", "10.0.0.1")).isEqualTo(new Outcome.Disabled());
        assertThat(disabled.actorWith("")).isNull();
    }

    @Test
    void a_program_that_sends_the_key_is_known() {
        assertThat(signIn.actorWith(KEY)).isNotNull();
        assertThat(signIn.actorWith(KEY + " ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open sesam", "open sesame!", "OPEN SESAME"})
    void only_the_whole_key_matches(String offered) {
        assertThat(new AuthKey(KEY).matches(offered)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_key_is_no_key(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AuthKey(key));
    }
}
