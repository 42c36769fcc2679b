/**
 * Settings out of environment variables: everything that is wrong is reported together, with the variable's name.
 */
@NullMarked
package dev.pgrm.application.settings;

import org.jspecify.annotations.NullMarked;
