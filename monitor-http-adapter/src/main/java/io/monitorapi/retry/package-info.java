/** Repeats failed attempts with Resilience4j, on the schedule that the service asks for. */
@NullMarked
package io.monitorapi.retry;

import org.jspecify.annotations.NullMarked;
