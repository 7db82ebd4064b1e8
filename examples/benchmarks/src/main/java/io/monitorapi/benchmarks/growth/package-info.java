/** Measures what becomes of the cost of a call and of a session when there are many. */
@NullMarked
package io.monitorapi.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
