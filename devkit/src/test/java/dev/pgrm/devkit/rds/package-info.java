/**
 * Proves with the official SDK and the real driver that the gate lets in whom RDS would, and words its refusals alike.
 * It must not need an account, nor any network but loopback.
 */
@NullMarked
package dev.pgrm.devkit.rds;

import org.jspecify.annotations.NullMarked;
