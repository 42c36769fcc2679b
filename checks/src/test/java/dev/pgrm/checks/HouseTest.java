package dev.pgrm.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import dev.pgrm.checks.fixture.api.ReachesThrough;
import dev.pgrm.checks.fixture.application.Impatient;
import dev.pgrm.checks.fixture.devkit.Accomplice;
import dev.pgrm.checks.fixture.domain.Worldly;
import dev.pgrm.checks.fixture.domain.hen.Hen;
import dev.pgrm.checks.fixture.monitor.Borrows;
import dev.pgrm.checks.fixture.nameless.Nameless;
import dev.pgrm.checks.fixture.store.Outward;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule holds in the real house, and is broken by one class of the crooked one. */
class HouseTest {
    private static final JavaClasses REAL = House.REAL.classes();
    private static final JavaClasses CROOKED = House.CROOKED.classes();

    record Claim(Function<Rules, ArchRule> rule, Class<?> offender) {
        @Override
        public String toString() {
            return rule.apply(new Rules(House.REAL)).getDescription();
        }
    }

    static Stream<Claim> claims() {
        return Stream.concat(
                Stream.of(
                        new Claim(Rules::domain_knows_only_the_language, Worldly.class),
                        new Claim(Rules::application_knows_only_the_domain, Impatient.class),
                        new Claim(Rules::adapters_know_no_app, Outward.class),
                        new Claim(Rules::adapters_never_know_each_other, Outward.class),
                        new Claim(Rules::api_never_touches_a_managed_database, ReachesThrough.class),
                        new Claim(Rules::only_the_wiring_names_adapters, Borrows.class),
                        new Claim(Rules::apps_never_know_each_other, Borrows.class),
                        new Claim(Rules::product_never_knows_the_devkit, Borrows.class),
                        new Claim(Rules::devkit_never_knows_the_product, Accomplice.class),
                        new Claim(Rules::only_database_adapters_use_jdbc, Impatient.class),
                        new Claim(Rules::packages_introduce_themselves, Nameless.class)),
                // The crooked house has its cycle in one room; the rule is the same for all.
                House.rooms().stream()
                        .map(room -> new Claim(rules -> rules.no_cycles_within(bites(rules, room)), Hen.class)));
    }

    private static String bites(Rules rules, String room) {
        return rules.house().equals(House.CROOKED) ? "domain" : room;
    }

    @ParameterizedTest
    @MethodSource("claims")
    void the_house_keeps_the_rule(Claim claim) {
        claim.rule().apply(new Rules(House.REAL)).check(REAL);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void the_rule_bites(Claim claim) {
        var result = claim.rule().apply(new Rules(House.CROOKED)).evaluate(CROOKED);

        assertThat(result.getFailureReport().toString())
                .contains(claim.offender().getName());
    }

    static Stream<String> rooms() {
        return House.rooms().stream();
    }

    /** Otherwise a rule about a misspelt room would hold without looking at anything. */
    @ParameterizedTest
    @MethodSource("rooms")
    void every_room_is_inhabited(String room) {
        assertThat(REAL).anyMatch(JavaClass.Predicates.resideInAPackage(House.REAL.room(room)));
    }

    @Test
    void every_class_stands_in_a_known_room() {
        assertThat(REAL).allMatch(JavaClass.Predicates.resideInAnyPackage(House.REAL.rooms(House.rooms())));
    }
}
