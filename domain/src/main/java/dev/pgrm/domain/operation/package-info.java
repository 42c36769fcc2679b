/**
 * Long work on managed databases: steps, their outcomes and the transitions between them. Where it is written down and
 * who runs it belongs to others.
 */
@NullMarked
package dev.pgrm.domain.operation;

import org.jspecify.annotations.NullMarked;
