/** The road to the service: its HTTPS and JSON, so that no other room has to know them. */
@NullMarked
package io.monitorapi.http;

import org.jspecify.annotations.NullMarked;
