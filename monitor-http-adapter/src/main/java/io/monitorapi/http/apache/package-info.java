/** Carries bytes with Apache HttpClient 5, for applications that count what a call costs. */
@NullMarked
package io.monitorapi.http.apache;

import org.jspecify.annotations.NullMarked;
