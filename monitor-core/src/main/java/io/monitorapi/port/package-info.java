/** The back door: what the core needs from the outside world, for those who write an adapter. */
@NullMarked
package io.monitorapi.port;

import org.jspecify.annotations.NullMarked;
