package dev.pgrm.domain.history;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one thing at one moment. What is unknown is absent, and never zero.
 */
public record Sample(Series series, Map<Measure, Long> values) {
    public Sample {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
    }

    public static Taking of(Series series) {
        return new Taking(series);
    }

    public @Nullable Long value(Measure measure) {
        return values.get(measure);
    }

    /** A sample that is being taken. */
    public static final class Taking {
        private final Series series;
        private final Map<Measure, Long> values = new EnumMap<>(Measure.class);

        private Taking(Series series) {
            this.series = series;
        }

        public Taking with(Measure measure, @Nullable Long value) {
            if (value != null) {
                values.put(measure, value);
            }
            return this;
        }

        public Sample taken() {
            return new Sample(series, values);
        }
    }
}
