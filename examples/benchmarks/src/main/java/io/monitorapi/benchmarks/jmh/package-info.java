/** Measures the parts of a call alone, with JMH. */
@NullMarked
package io.monitorapi.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
