/** The embedded simulator and its operator panel, used only if no account is configured. */
@NullMarked
package io.monitorapi.clicktochat.operator;

import org.jspecify.annotations.NullMarked;
