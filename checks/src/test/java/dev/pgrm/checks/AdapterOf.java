package dev.pgrm.checks;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Cuts a house into its adapters, and leaves out the rest. */
record AdapterOf(House house) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
        return House.ADAPTERS.stream()
                .filter(adapter -> JavaClass.Predicates.resideInAPackage(house.room(adapter))
                        .test(type))
                .findFirst()
                .map(SliceIdentifier::of)
                .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
        return "adapters";
    }
}
