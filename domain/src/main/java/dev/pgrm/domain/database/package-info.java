/**
 * What administrators register: a database, where it is and how to sign in to it. Knows nothing of what polling finds
 * there.
 */
@NullMarked
package dev.pgrm.domain.database;

import org.jspecify.annotations.NullMarked;
