/** The session store of a single node. */
@NullMarked
package io.monitorapi.memory;

import org.jspecify.annotations.NullMarked;
