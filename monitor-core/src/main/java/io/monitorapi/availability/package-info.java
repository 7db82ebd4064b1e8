/** Watches: poll the offer for a visitor and notify a listener of changes. */
@NullMarked
package io.monitorapi.availability;

import org.jspecify.annotations.NullMarked;
