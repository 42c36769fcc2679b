/**
 * The manager's front: REST, WebSocket, web pages and sign-in. Holds no credential of a managed database and reaches none; what needs
 * one is asked of a monitor.
 */
@NullMarked
package dev.pgrm.api;

import org.jspecify.annotations.NullMarked;
