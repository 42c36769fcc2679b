/**
 * What needs a managed database and an answer now: from the API to a worker and back, with a deadline.
 */
@NullMarked
package dev.pgrm.application.question;

import org.jspecify.annotations.NullMarked;
