/**
 * Owns how the pages look: templates, style sheets and browser modules, and the renderer that puts them together.
 * Must not know where the shown data comes from, who may see it, or on which paths the API serves it.
 */
@NullMarked
package dev.pgrm.webui;

import org.jspecify.annotations.NullMarked;
