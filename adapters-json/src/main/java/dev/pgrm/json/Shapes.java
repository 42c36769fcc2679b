package dev.pgrm.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import java.util.Map;

/** Shapes that keep an observation small. */
final class Shapes {
    private Shapes() {}

    /** Dozens of samples, each as {@code [at, end]}. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"at", "end"})
    interface Pair {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"at", "restart", "end"})
    interface SlotSample {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    @JsonPropertyOrder({"at", "bytes"})
    interface CopySample {}

    /** The record itself adds the states that are not written. */
    interface WithoutZeros {
        @JsonInclude(content = JsonInclude.Include.NON_DEFAULT)
        Map<TableState, Integer> count();
    }
}
