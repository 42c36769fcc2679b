/**
 * How this installation is set up, as far as the API knows it. Knows no secrets, and changes nothing.
 */
@NullMarked
package dev.pgrm.api.settings;

import org.jspecify.annotations.NullMarked;
