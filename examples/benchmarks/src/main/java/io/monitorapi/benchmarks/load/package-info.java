/** Compares whole calls over TLS on loopback: this SDK and the alternatives of a user. */
@NullMarked
package io.monitorapi.benchmarks.load;

import org.jspecify.annotations.NullMarked;
