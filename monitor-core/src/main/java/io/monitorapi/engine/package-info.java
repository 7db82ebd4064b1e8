/** The engine behind {@link io.monitorapi.MonitorService}, one class for each duty. */
@NullMarked
package io.monitorapi.engine;

import org.jspecify.annotations.NullMarked;
