package dev.pgrm.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** Every package has a package-info, where it says what it owns, and is checked for nulls. */
final class StandInANullMarkedPackage extends ArchCondition<JavaClass> {
    StandInANullMarkedPackage() {
        super("stand in a package whose package-info is @NullMarked");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        boolean marked = type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
        String message = type.getName() + ": package " + type.getPackageName() + " has " + (marked ? "" : "no ")
                + "package-info that is @NullMarked";
        events.add(new SimpleConditionEvent(type, marked, message));
    }
}
