/**
 * The words of PostgreSQL itself, checked once at the border: positions, names, versions, addresses. Knows nothing of what
 * we register, observe or draw.
 */
@NullMarked
package dev.pgrm.domain.postgres;

import org.jspecify.annotations.NullMarked;
