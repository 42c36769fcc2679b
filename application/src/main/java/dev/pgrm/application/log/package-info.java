/**
 * What the logs of servers told about replication: keeping it, and finding what concerns a stream. Knows nothing of where logs are
 * read.
 */
@NullMarked
package dev.pgrm.application.log;

import org.jspecify.annotations.NullMarked;
