package dev.pgrm.domain.orphan;

import dev.pgrm.domain.topology.Orphan;

/** An orphan, and where it came from as far as that is known. */
public record KnownOrphan(Orphan orphan, Provenance provenance) {}
