/** Measures whole calls over TLS on loopback: this SDK beside what a user would pick instead. */
@NullMarked
package io.monitorapi.benchmarks.load;

import org.jspecify.annotations.NullMarked;
