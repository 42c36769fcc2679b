/**
 * The tables of a publication or a subscription, and those that could be published, one by one, as they are asked for: too many to be
 * part of what is observed all the time. Knows no server and no statement.
 */
@NullMarked
package dev.pgrm.domain.table;

import org.jspecify.annotations.NullMarked;
