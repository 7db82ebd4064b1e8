/** The retry policy with Resilience4j: retries on the service's schedule, a retry budget, and a circuit breaker. */
@NullMarked
package io.monitorapi.retry;

import org.jspecify.annotations.NullMarked;
