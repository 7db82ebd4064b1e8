/** What can go wrong, in the three categories of the service: what happened, whether it was processed, what to do. */
@NullMarked
package io.monitorapi.error;

import org.jspecify.annotations.NullMarked;
