package dev.pgrm.application.topology;

/** Where something is drawn on the map. */
public record Position(double x, double y) {
    public Position {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("A position is a point on a page, not (" + x + ", " + y + ")");
        }
    }
}
