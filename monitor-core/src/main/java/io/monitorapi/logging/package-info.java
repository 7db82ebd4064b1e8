/** The listener that logs the failures of a service. */
@NullMarked
package io.monitorapi.logging;

import org.jspecify.annotations.NullMarked;
