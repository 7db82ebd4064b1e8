/** Failures in the three categories of the service, and the rules for retries. */
@NullMarked
package io.monitorapi.error;

import org.jspecify.annotations.NullMarked;
