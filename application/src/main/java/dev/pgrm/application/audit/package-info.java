/**
 * The record of who changed what. It never holds a secret, and nothing reads decisions out of it.
 */
@NullMarked
package dev.pgrm.application.audit;

import org.jspecify.annotations.NullMarked;
