package dev.pgrm.application.actor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.actor.Authorization.Denied;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleAuthorizationTest {
    private final Authorization authorization = new RoleAuthorization();

    @ParameterizedTest
    @CsvSource({
        "VIEWER, SEE, true",
        "VIEWER, OPERATE, false",
        "VIEWER, DESCRIBE, false",
        "VIEWER, CHANGE_REGISTRY, false",
        "OPERATOR, SEE, true",
        "OPERATOR, OPERATE, true",
        "OPERATOR, DESCRIBE, true",
        "OPERATOR, CHANGE_REGISTRY, false",
        "ADMIN, SEE, true",
        "ADMIN, OPERATE, true",
        "ADMIN, DESCRIBE, true",
        "ADMIN, CHANGE_REGISTRY, true"
    })
    void a_role_may_do_what_the_table_says(Role role, Act act, boolean may) {
        var actor = new Actor("ada", Set.of(role));
        if (may) {
            assertThatCode(() -> authorization.require(actor, act)).doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(Denied.class)
                    .isThrownBy(() -> authorization.require(actor, act))
                    .withMessageContaining("ada may not");
        }
    }

    @Test
    void whoever_has_no_role_may_do_nothing() {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> authorization.require(new Actor("eve", Set.of()), Act.SEE));
    }
}
