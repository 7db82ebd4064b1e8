/** Simulates how many sessions the nodes of a brand open per second, beyond what fits on one machine. */
@NullMarked
package io.monitorapi.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
