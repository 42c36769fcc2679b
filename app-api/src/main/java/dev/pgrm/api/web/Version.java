package dev.pgrm.api.web;

/** Which version this is. */
public final class Version {
    public static final String TEXT = "0.1";

    private Version() {}
}
