/**
 * Opens sessions on managed databases: signed in, named, bounded in every wait, and read-only unless asked otherwise. Turns
 * what drivers and servers say into trouble with a remedy, and never shows a secret.
 */
@NullMarked
package dev.pgrm.fleet.connection;

import org.jspecify.annotations.NullMarked;
