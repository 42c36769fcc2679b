/**
 * Reads what AWS keeps for pgrm: the credentials of databases in Secrets Manager and SSM, tokens for databases on RDS, and whom
 * RDS has sign its certificates. It must not know PostgreSQL, Redis or the web, and never shows what a secret holds.
 */
@NullMarked
package dev.pgrm.aws;

import org.jspecify.annotations.NullMarked;
