/** The listener that writes what a service does to a log. */
@NullMarked
package io.monitorapi.logging;

import org.jspecify.annotations.NullMarked;
