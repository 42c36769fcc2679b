/**
 * Pages, their assets and the headers that protect them, and what a flag in a body may be.
 */
@NullMarked
package dev.pgrm.api.web;

import org.jspecify.annotations.NullMarked;
