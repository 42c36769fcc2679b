/**
 * One PostgreSQL instance: the unit of lease and polling, to which registered databases belong.
 */
@NullMarked
package dev.pgrm.domain.server;

import org.jspecify.annotations.NullMarked;
