/**
 * What one poll saw on one server and its registered databases, or why it could not be seen. Holds facts only: no
 * verdicts, and never a secret.
 */
@NullMarked
package dev.pgrm.domain.observation;

import org.jspecify.annotations.NullMarked;
