/** The Monitor API over HTTPS and JSON: requests, responses and the host lookup by the Domain API. */
@NullMarked
package io.monitorapi.http;

import org.jspecify.annotations.NullMarked;
