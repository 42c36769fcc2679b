/**
 * Our own state, kept in PostgreSQL: registry, ids, operations and their journal, audit. Never connects to a managed database,
 * and knows nothing of {@code fleet}.
 */
@NullMarked
package dev.pgrm.store;

import org.jspecify.annotations.NullMarked;
