/** The transport that uses Apache HttpClient 5. */
@NullMarked
package io.monitorapi.http.apache;

import org.jspecify.annotations.NullMarked;
