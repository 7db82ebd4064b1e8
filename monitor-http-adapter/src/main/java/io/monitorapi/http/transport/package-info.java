/** The port between the HTTP adapter and whatever carries its bytes. */
@NullMarked
package io.monitorapi.http.transport;

import org.jspecify.annotations.NullMarked;
