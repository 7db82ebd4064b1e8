/** Visitors, and the state of their sessions at the service: visitor id (vid) and session id (sid). */
@NullMarked
package io.monitorapi.session;

import org.jspecify.annotations.NullMarked;
