package dev.pgrm.application.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialMarkTest {
    private static final Credential ACCOUNT = new Credential("replicator", "pass wörd 🐘");

    @Test
    void fits_what_it_was_made_of_once_it_is_read_again() {
        CredentialMark mark = CredentialMark.of(ACCOUNT);

        assertThat(new CredentialMark(mark.text()).fits(new Credential("replicator", "pass wörd 🐘")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "replicator, pass word 🐘",
        "replicator, pass wörd",
        "replicato, rpass wörd 🐘",
        "Replicator, pass wörd 🐘"
    })
    void fits_no_other_user_or_password(String user, String password) {
        assertThat(CredentialMark.of(ACCOUNT).fits(new Credential(user, password)))
                .isFalse();
    }

    @Test
    void two_of_one_credential_have_nothing_in_common() {
        assertThat(CredentialMark.of(ACCOUNT)).isNotEqualTo(CredentialMark.of(ACCOUNT));
    }

    @Test
    void fits_what_another_implementation_of_the_same_function_made() {
        // Python: hashlib.pbkdf2_hmac('sha256', b'replicator\0secret', bytes(range(16)), 10000)
        var mark = new CredentialMark(
                "pbkdf2-sha256:10000:AAECAwQFBgcICQoLDA0ODw==:LoTj2dmOBTMMrd4YhUzU5HdNk3oxQgP5FbWPXd6/lJk=");

        assertThat(mark.fits(new Credential("replicator", "secret"))).isTrue();
    }

    @Test
    void tells_nothing_of_what_it_was_made_of() {
        CredentialMark mark = CredentialMark.of(ACCOUNT);

        assertThat(mark.text()).doesNotContain("replicator", "pass");
        assertThat(mark).hasToString("mark:***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "replicator:secret", "md5abcdef", "pbkdf2-sha256:10000:AAECAwQFBgcICQoLDA0ODw==:secret"})
    void refuses_what_is_no_mark(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialMark(text));
    }
}
