/**
 * The manager on embedded servers: to look at, with a fleet, or to use on one machine. Starts the programs as they are shipped and
 * speaks to them over HTTP, like anybody else.
 */
@NullMarked
package dev.pgrm.devkit.demo;

import org.jspecify.annotations.NullMarked;
