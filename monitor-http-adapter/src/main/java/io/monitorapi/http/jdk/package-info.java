/** The transport that uses the HTTP client of the JDK. */
@NullMarked
package io.monitorapi.http.jdk;

import org.jspecify.annotations.NullMarked;
