package dev.pgrm.domain.database;

/** Who keeps an entry of the registry up to date. What one keeps, the other does not change. */
public enum Keeper {
    PEOPLE,
    /** The file of databases that the installation was given. */
    FILE
}
