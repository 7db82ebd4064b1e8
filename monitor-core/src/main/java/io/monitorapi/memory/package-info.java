/** The in-memory session store, and the cache in front of a shared one. */
@NullMarked
package io.monitorapi.memory;

import org.jspecify.annotations.NullMarked;
