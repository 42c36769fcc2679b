package dev.pgrm.base;

/** Brings gauges up to date when somebody asks for them, rather than whenever something changes. */
public interface BeforeScrape {
    void update();
}
