/**
 * From a credential reference to user and password. Used by monitors and the command line alone; the API never resolves one.
 */
@NullMarked
package dev.pgrm.application.credential;

import org.jspecify.annotations.NullMarked;
