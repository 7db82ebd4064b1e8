/** Repeats failed attempts on the schedule that the service asks for, and spares a service in trouble, with Resilience4j. */
@NullMarked
package io.monitorapi.retry;

import org.jspecify.annotations.NullMarked;
