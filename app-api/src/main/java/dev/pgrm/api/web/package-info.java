/**
 * Pages, their assets and the headers that protect them.
 */
@NullMarked
package dev.pgrm.api.web;

import org.jspecify.annotations.NullMarked;
