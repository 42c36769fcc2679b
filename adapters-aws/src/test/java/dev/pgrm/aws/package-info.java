/**
 * Proves against an AWS endpoint on loopback what credentials are found and how trouble is told.
 * It must not need an account, nor any network but loopback.
 */
@NullMarked
package dev.pgrm.aws;

import org.jspecify.annotations.NullMarked;
