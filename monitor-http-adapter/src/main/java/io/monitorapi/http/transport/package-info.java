/** The port through which the HTTP adapter exchanges bytes with a server. */
@NullMarked
package io.monitorapi.http.transport;

import org.jspecify.annotations.NullMarked;
