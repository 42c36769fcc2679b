/**
 * Lists of databases as people and other tools write them: our own JSON and YAML, libpq's service file, pgAdmin's servers. Checks
 * how they are written; whether a database may be registered so is for the domain to say.
 */
@NullMarked
package dev.pgrm.json.list;

import org.jspecify.annotations.NullMarked;
