/** Claims on the whole: the programs as they are shipped, seen through a browser. They know addresses, words and roles on a page, not classes. */
@NullMarked
package dev.pgrm.endtoend;

import org.jspecify.annotations.NullMarked;
