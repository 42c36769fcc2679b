/**
 * The registry of databases: what it holds, and who may change it. Connects to none of them.
 */
@NullMarked
package dev.pgrm.application.database;

import org.jspecify.annotations.NullMarked;
