/** The transport on the JDK's own HTTP client. */
@NullMarked
package io.monitorapi.http.jdk;

import org.jspecify.annotations.NullMarked;
