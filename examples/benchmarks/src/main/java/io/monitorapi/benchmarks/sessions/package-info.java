/** How many sessions a brand's nodes open in a second, simulated past one machine. */
@NullMarked
package io.monitorapi.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
