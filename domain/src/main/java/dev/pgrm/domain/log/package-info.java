/**
 * What the logs of servers say about replication. Knows the words of PostgreSQL, and nothing of where they were read.
 */
@NullMarked
package dev.pgrm.domain.log;

import org.jspecify.annotations.NullMarked;
