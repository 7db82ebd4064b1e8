/** Measures how the cost of a call and of a session grows with their number. */
@NullMarked
package io.monitorapi.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
