package dev.pgrm.application.trial;

import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.DatabaseSpec;

/** Goes the way to a database once, changes nothing there, and tells how far it came. */
public interface ConnectionTester {
    ConnectionTest test(DatabaseSpec database);
}
