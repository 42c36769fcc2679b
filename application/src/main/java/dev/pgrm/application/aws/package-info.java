/**
 * What AWS lets us do and what RDS has there, asked of a worker: this program holds no credentials of AWS. Knows nothing of how
 * AWS is spoken to.
 */
@NullMarked
package dev.pgrm.application.aws;

import org.jspecify.annotations.NullMarked;
