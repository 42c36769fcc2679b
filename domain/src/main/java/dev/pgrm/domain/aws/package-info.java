/**
 * What Amazon RDS says of its databases, as far as replication is concerned. Knows nothing of how AWS is asked.
 */
@NullMarked
package dev.pgrm.domain.aws;

import org.jspecify.annotations.NullMarked;
