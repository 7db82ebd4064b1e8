/** The service in the process, and the panel to operate it; only there when no account is configured. */
@NullMarked
package io.monitorapi.clicktochat.operator;

import org.jspecify.annotations.NullMarked;
