package dev.pgrm.domain.stream;

/**
 * How sure it is that two ends belong to one stream.
 *
 * @param why the evidence, in plain words
 */
public record Match(Certainty certainty, String why) {
    public enum Certainty {
        /** The evidence admits no other partner. */
        PROVEN,
        /** The only candidate, and nothing speaks against it. */
        INFERRED,
        /** There are several candidates; this is the likeliest. */
        AMBIGUOUS
    }
}
