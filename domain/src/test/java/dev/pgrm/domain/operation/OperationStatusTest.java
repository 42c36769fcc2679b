package dev.pgrm.domain.operation;

import static dev.pgrm.domain.operation.OperationStatus.CANCELLED;
import static dev.pgrm.domain.operation.OperationStatus.FAILED;
import static dev.pgrm.domain.operation.OperationStatus.PENDING;
import static dev.pgrm.domain.operation.OperationStatus.RUNNING;
import static dev.pgrm.domain.operation.OperationStatus.SUCCEEDED;
import static dev.pgrm.domain.operation.OperationStatus.UNDONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationStatusTest {
    private static final Map<OperationStatus, Set<OperationStatus>> TABLE = Map.of(
            PENDING, Set.of(RUNNING, CANCELLED),
            RUNNING, Set.of(SUCCEEDED, UNDONE, FAILED, CANCELLED, RUNNING),
            FAILED, Set.of(PENDING),
            UNDONE, Set.of(PENDING),
            SUCCEEDED, Set.of(),
            CANCELLED, Set.of(PENDING));

    @ParameterizedTest
    @MethodSource("pairs")
    void may_become_what_the_table_says_and_nothing_else(OperationStatus from, OperationStatus to) {
        assertThat(from.mayBecome(to))
                .isEqualTo(TABLE.getOrDefault(from, Set.of()).contains(to));
    }

    static Stream<Arguments> pairs() {
        return Arrays.stream(OperationStatus.values())
                .flatMap(from -> Arrays.stream(OperationStatus.values()).map(to -> Arguments.of(from, to)));
    }
}
