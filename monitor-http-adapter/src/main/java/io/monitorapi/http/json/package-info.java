/** The values of the SDK as JSON, in one documented form, for the Jackson mapper of an application. */
@NullMarked
package io.monitorapi.http.json;

import org.jspecify.annotations.NullMarked;
