/** Claims about the renderer and the assets. Knows no API. */
@NullMarked
package dev.pgrm.webui;

import org.jspecify.annotations.NullMarked;
