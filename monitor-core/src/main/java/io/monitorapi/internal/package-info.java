/** Shared by the modules of this SDK; not part of its API and changed without notice. */
@NullMarked
package io.monitorapi.internal;

import org.jspecify.annotations.NullMarked;
