package dev.pgrm.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/** The rules, for whichever house. */
record Rules(House house) {

    ArchRule domain_knows_only_the_language() {
        return classes()
                .that()
                .resideInAPackage(house.room("domain"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(house.room("domain"), "java..", "org.jspecify..")
                .because("the rules must be testable without a server or a framework");
    }

    ArchRule application_knows_only_the_domain() {
        return classes()
                .that()
                .resideInAPackage(house.room("application"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        house.room("application"),
                        house.room("domain"),
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..",
                        "org.slf4j..")
                .because("use cases reach the world through ports");
    }

    ArchRule adapters_know_no_app() {
        return noClasses()
                .that()
                .resideInAnyPackage(house.rooms(House.ADAPTERS))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.rooms(List.of("base", "api", "monitor")))
                .because("arrows point inward");
    }

    ArchRule adapters_never_know_each_other() {
        return slices().assignedFrom(new AdapterOf(house))
                .should()
                .notDependOnEachOther()
                .because("only an app's wiring brings adapters together");
    }

    ArchRule api_never_touches_a_managed_database() {
        return noClasses()
                .that()
                .resideInAPackage(house.room("api"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.room("fleet"), house.room("aws"))
                .because("the API holds no database credentials");
    }

    ArchRule only_the_wiring_names_adapters() {
        return noClasses()
                .that()
                .resideInAnyPackage(house.rooms(House.APPS))
                .and()
                .resideOutsideOfPackage("..boot..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.rooms(House.ADAPTERS))
                .because("an adapter is exchanged in one place");
    }

    ArchRule apps_never_know_each_other() {
        return slices().matching(house.root() + ".(api|monitor)..")
                .should()
                .notDependOnEachOther()
                .because("they are started and scaled apart, and meet in the store and in Redis");
    }

    ArchRule product_never_knows_the_devkit() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(house.room("devkit"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(house.room("devkit"))
                .because("embedded servers have no place in production");
    }

    ArchRule devkit_never_knows_the_product() {
        return noClasses()
                .that()
                .resideInAPackage(house.room("devkit"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(house.rooms(allBut("devkit")))
                .because("what tests the product must not share its mistakes");
    }

    ArchRule only_database_adapters_use_jdbc() {
        return noClasses()
                .that(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        house.room("fleet"), house.room("store"), house.room("devkit"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .because("SQL stands where its database is spoken to");
    }

    ArchRule no_cycles_within(String room) {
        return slices().matching(house.root() + "." + room + ".(**)")
                .should()
                .beFreeOfCycles()
                // A room of one package has no slices, and no cycles either; that it is there at all is a claim of its
                // own.
                .allowEmptyShould(true);
    }

    ArchRule packages_introduce_themselves() {
        return classes().should(new StandInANullMarkedPackage());
    }

    private static List<String> allBut(String room) {
        return Stream.of(House.rooms())
                .flatMap(List::stream)
                .filter(name -> !name.equals(room))
                .toList();
    }
}
