package dev.pgrm.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;

@MappedEntity("topology_layout")
record LayoutRow(
        @Id String fingerprint,
        @TypeDef(type = DataType.JSON) Map<String, List<List<Double>>> positions,
        Instant computedAt) {}
