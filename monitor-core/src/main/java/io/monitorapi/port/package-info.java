/** The interfaces through which the core reaches external systems, for authors of adapters. */
@NullMarked
package io.monitorapi.port;

import org.jspecify.annotations.NullMarked;
